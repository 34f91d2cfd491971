import * as api from '@qianyue/api/devices.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answer, answerUpload } from '../http/answer.ts'
import { encodingOf } from '../registers/csv-rows.ts'
import { takeDayFile } from './day-file.ts'
import {
  listMessages,
  matchMessage,
  residentMeasurements,
  showMessage,
  takeMessages,
  unmatchMessage,
} from './device-messages.ts'
import { addLog, listDevices, putDevice, servicesOfUse, showDevice, useOfDevices } from './devices.ts'
import { takeHl7 } from './hl7.ts'

const HL7 = 'application/hl7-v2'

/** The body of an HL7 message sent as it is, in UTF-8 or GB18030, is read as the request `{ message }`. */
export function readHl7Bodies(app: FastifyInstance) {
  app.addContentTypeParser(HL7, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => ({
    message: new TextDecoder(encodingOf(body)).decode(body),
  }))
}

export const deviceRoutes = [
  answer(api.listDevices, listDevices),
  answer(api.deviceUse, useOfDevices),
  answer(api.deviceUseServices, servicesOfUse),
  answer(api.getDevice, (context, { id }) => showDevice(context, id)),
  answer(api.putDevice, putDevice),
  answer(api.addDeviceLog, addLog),
  answer(api.sendDeviceMessages, takeMessages),
  answerUpload(api.sendDeviceFile, takeDayFile),
  answer(api.sendDeviceHl7, async (context, { message }, { send }) => {
    const acknowledgement = await takeHl7(context, message)
    send.type(`${HL7}; charset=utf-8`)
    return acknowledgement
  }),
  answer(api.listDeviceMessages, listMessages),
  answer(api.getDeviceMessage, (context, { id }) => showMessage(context, id)),
  answer(api.matchDeviceMessage, matchMessage),
  answer(api.unmatchDeviceMessage, unmatchMessage),
  answer(api.residentDeviceMeasurements, residentMeasurements),
]
