import { dimensions } from '@qianyue/domain/cockpit/dimensions.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'
import { Card } from 'antd'
import { Definition, Fraction, StandingToTarget } from '../indicators/FigureParts.tsx'
import { type Figure, type Part, valueWords } from '../indicators/figure.ts'
import { type Cockpit, changeWords, checkedWords } from './cockpit-words.ts'

/** The four dimensions: the chief figure of each large, the others of it below. */
export function DimensionCards({
  figures,
  cockpit,
  onOpen,
  onOpenChecked,
}: {
  figures: readonly Figure[]
  cockpit: Cockpit
  onOpen: ((figure: Figure, part: Part) => void) | null
  onOpenChecked: (() => void) | null
}) {
  const open = (figure: Figure) => onOpen && ((part: Part) => onOpen(figure, part))
  const { checked } = cockpit.own
  const found = checked.genuine + checked.doubtful + checked.fake
  return (
    <div className="cockpit-cards">
      {Object.values(dimensions).map(({ name, codes }) => {
        const [chief, ...others] = codes.map((code) => figures.find((figure) => figure.code === code)!)
        return (
          <Card key={name} size="small" title={name}>
            <ChiefFigure figure={chief!} cockpit={cockpit} open={open(chief!)} />
            <table className="figure-table">
              <tbody>
                {others.map((figure) => (
                  <tr key={figure.code}>
                    <th scope="row">{figure.name}</th>
                    <td className="number">{valueWords(figure)}</td>
                    <td className="number">
                      <StandingToTarget figure={figure} onOpen={open(figure)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Card>
        )
      })}
      <Card size="small" title="核实">
        <div className="cockpit-name">本年核实率</div>
        <div className="cockpit-value">{valueWords(checked)}</div>
        <div>
          {onOpenChecked && found > 0 ? (
            <button type="button" className="number-link" onClick={onOpenChecked}>
              {checkedWords(checked)}
            </button>
          ) : (
            checkedWords(checked)
          )}
        </div>
        <table className="figure-table">
          <tbody>
            <tr>
              <th scope="row">存疑</th>
              <td className="number">{countWords(checked.doubtful)}</td>
            </tr>
            <tr>
              <th scope="row">不实</th>
              <td className="number">{countWords(checked.fake)}</td>
            </tr>
            <tr>
              <th scope="row">待认定疑点</th>
              <td className="number">{countWords(checked.openQuestions)}</td>
            </tr>
          </tbody>
        </table>
      </Card>
    </div>
  )
}

function ChiefFigure({
  figure,
  cockpit,
  open,
}: {
  figure: Figure
  cockpit: Cockpit
  open: ((part: Part) => void) | null
}) {
  return (
    <>
      <div className="cockpit-name">
        {figure.name}
        <Definition figure={figure} />
      </div>
      <div className="cockpit-value">{valueWords(figure)}</div>
      <div className="cockpit-line">
        <Fraction figure={figure} onOpen={open} />
        <StandingToTarget figure={figure} onOpen={open} />
        <span>{changeWords(figure, cockpit)}</span>
      </div>
    </>
  )
}
