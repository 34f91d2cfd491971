import { Component, type ReactNode } from 'react'

type Props = {
  /** Where one is: elsewhere is another try. */
  at: string
  broken: ReactNode
  children: ReactNode
}

/**
 * Keeps a page that cannot be drawn from taking everything else along. Most often its script cannot be fetched: the network
 * is gone, or the program was upgraded while the window stood open and has no such script any more.
 */
export class PageBoundary extends Component<Props, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override componentDidUpdate({ at }: Props) {
    if (at !== this.props.at && this.state.isBroken) this.setState({ isBroken: false })
  }

  override render() {
    return this.state.isBroken ? this.props.broken : this.props.children
  }
}
