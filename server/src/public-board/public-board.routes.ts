import { printPublicBoard } from '@qianyue/api/public-board.ts'
import { sendPdf } from '../documents/pdf/send-pdf.ts'
import { answer } from '../http/answer.ts'
import { publicBoard } from './print-public-board.ts'

export const publicBoardRoutes = [
  answer(printPublicBoard, async (context, request, { raw, send }) => {
    const { fileName, blocks } = await publicBoard(context, request, `${raw.protocol}://${raw.host}`)
    const documents = [{ kind: 'public-board' as const, number: String(request.unitCode), blocks }]
    return sendPdf(send, { kind: 'public-board', fileName, documents })
  }),
]
