import { describe, expect, test } from 'vitest'
import { readPhone, readRelation, readResidency, readSex, readTick } from './person-cells.ts'
import { readPopulations } from './population-cell.ts'

describe('a cell about a person as clerks write it', () => {
  test.each([
    ['1.男', 'male'],
    ['男（1）', 'male'],
    ['男姓', 'male'],
    ['2-女', 'female'],
    ['女童', 'female'],
    ['男/女', undefined],
    ['其他', undefined],
    ['9', null],
  ])('sex %j', (cell, sex) => {
    expect(readSex(cell)).toBe(sex)
  })

  test.each([
    ['之妻', '12'],
    ['堂客', '12'],
    ['户主之妻', '12'],
    ['与户主关系：长子', '22'],
    ['大儿', '20'],
    ['满崽', '20'],
    ['丫头', '30'],
    ['爹', '51'],
    ['娘', '52'],
    ['家公', '53'],
    ['婆母', '54'],
    ['大哥', '71'],
    ['幺妹', '77'],
    ['二舅', '85'],
    ['子2', '20'],
    ['租户', undefined],
  ])('relation %j', (cell, relation) => {
    expect(readRelation(cell)).toBe(relation)
  })

  test.each([
    ['■', true],
    ['患', true],
    ['√√', true],
    ['无病', false],
    ['未患', false],
    ['已排除', false],
    ['/', null],
    ['2018年', undefined],
  ])('tick %j', (cell, tick) => {
    expect(readTick(cell)).toBe(tick)
  })

  test.each([
    ['138-1234-5678', '13812345678', []],
    ['13812345678/13912345678', '13812345678', ['13912345678']],
    ['0512-87654321、13812345678', '051287654321', ['13812345678']],
    ['13812345678 13812345678', '13812345678', []],
    ['1381234567', null, []],
  ])('telephone %j', (cell, phone, others) => {
    expect(readPhone(cell)).toMatchObject({ phone, others })
  })

  test.each([
    ['高、糖', ['hypertension', 'type2-diabetes'], []],
    ['高血压 2 级，T2DM', ['hypertension', 'type2-diabetes'], []],
    ['高血压（高危）', ['hypertension'], []],
    ['疑似高血压', [], ['疑似高血压']],
    ['糖尿病前期', ['type2-diabetes-risk'], []],
    ['高血压高危人群', ['hypertension-risk'], []],
    ['2型糖尿病高危、高血压', ['type2-diabetes-risk', 'hypertension'], []],
    ['糖尿病（高危）', ['type2-diabetes-risk'], []],
    ['高血压3级高危', ['hypertension'], []],
    ['妊娠糖尿病高危', [], ['妊娠糖尿病高危']],
    ['糖尿病高危因素', [], ['糖尿病高危因素']],
    ['无高血压', [], ['无高血压']],
    ['妊娠期糖尿病', [], ['妊娠期糖尿病']],
    ['高危孕妇', ['pregnant'], []],
    ['慢支', [], ['慢支']],
    ['1型糖尿病', [], ['1型糖尿病']],
  ])('populations %j', (cell, populations, unknown) => {
    expect(readPopulations(cell)).toEqual({ populations, unknown })
  })

  test.each([
    ['出国', 'away'],
    ['户在人不在', 'away'],
    ['空挂户', 'away'],
    ['住校', undefined],
  ])('residency %j', (cell, residency) => {
    expect(readResidency(cell)).toBe(residency)
  })
})
