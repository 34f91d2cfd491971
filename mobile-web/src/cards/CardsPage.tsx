import { cards } from './cards.ts'
import './cards.css'

/** 学习卡 */
export function CardsPage() {
  return (
    <main className="page cards">
      <h1>学习卡</h1>
      {cards.map(({ code, title, steps, beware, source }) => (
        <details key={code}>
          <summary>{title}</summary>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {beware && <p className="cards-beware">{beware}</p>}
          <p className="quiet-words">依据：{source}</p>
        </details>
      ))}
    </main>
  )
}
