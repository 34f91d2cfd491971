import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as api from '@qianyue/api/settlement.ts'
import { partsOf } from '@qianyue/domain/settlement/fund.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { sendWorkbook } from '../http/workbook.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { describeLine, describeSettlement } from './describe-settlement.ts'
import { enterIntoLedger, ledger } from './ledger.ts'
import { answerAppeal, moveSettlement } from './move-settlement.ts'
import { appealSettlement, creditedServices, myPoints, myServices } from './my-points.ts'
import { paymentName } from './names.ts'
import { paymentSheet, slips } from './payment-papers.ts'
import { enterIntoSettlement, prepareSettlement, tryFund } from './prepare-settlement.ts'
import { allSettlements } from './settlement.queries.ts'

const folder = join(tmpdir(), 'qianyue-workbooks')

export const settlementRoutes = [
  answer(api.listSettlements, async ({ db, today }, { year }) => {
    const { funds } = await policyAt(db, today)
    const rows = await allSettlements(db, year)
    return {
      settlements: rows.map(describeLine),
      funds: funds.map((fund) => ({
        code: fund.code,
        name: fund.name,
        payments: partsOf(fund).flatMap(({ code, payments, paid }) =>
          Array.from({ length: payments }, (_, index) => ({
            part: code,
            number: index + 1,
            name: paymentName(fund, code, index + 1),
            afterAssessment: paid === 'after-assessment',
          })),
        ),
      })),
    }
  }),
  answer(api.prepareSettlement, prepareSettlement),
  answer(api.getSettlement, (context, { id }) => describeSettlement(context, id)),
  answer(api.enterIntoSettlement, enterIntoSettlement),
  answer(api.moveSettlement, moveSettlement),
  answer(api.listCreditedServices, creditedServices),
  answer(api.tryFund, tryFund),
  answer(api.downloadPaymentFile, async (context, { id }, { send }) =>
    sendWorkbook(send, folder, await paymentSheet(context, id)),
  ),
  answer(api.printSlips, async (context, { id, staffId }, { send }) =>
    sendPdf(send, {
      kind: 'payment-slip',
      fileName: '绩效发放通知单',
      documents: await slips(context, id, staffId),
    }),
  ),
  answer(api.answerAppeal, answerAppeal),
  answer(api.getMyPoints, myPoints),
  answer(api.listMyCreditedServices, myServices),
  answer(api.appealSettlement, appealSettlement),
  answer(api.readLedger, (context, { year }) => ledger(context, year)),
  answer(api.enterIntoLedger, enterIntoLedger),
]
