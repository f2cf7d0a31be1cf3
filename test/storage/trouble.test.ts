import { expect, test } from 'vitest'
import { findDatabaseTrouble } from '../../src/storage/trouble.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })
const withSqlite = (errcode: number) => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode })

test.each([
  ['a full disk under SQLite', withSqlite(13), 'full'],
  ['a full disk under PostgreSQL', withCode('53100'), 'full'],
  ['a lock', withSqlite(5 | (2 << 8)), 'away'],
  ['a server that shuts down', withCode('57P01'), 'away'],
  ['a server that starts', withCode('57P03'), 'away'],
  ['a server without connections left', withCode('53300'), 'away'],
  ['a connection that is refused', withCode('ECONNREFUSED'), 'away'],
  ['a connection that ends', new Error('Connection terminated unexpectedly'), 'away'],
  ['an error around it', new Error('outer', { cause: withCode('ECONNRESET') }), 'away'],
  ['a damaged file', withSqlite(11), 'broken'],
  ['a standby', withCode('25006'), 'broken'],
  ['a rule of the schema', withSqlite(19), undefined],
  ['a unique key', withCode('23505'), undefined],
  ['a mistake of ours', new TypeError('x is not a function'), undefined],
] as const)('%s', (_, error, trouble) => expect(findDatabaseTrouble(error)).toBe(trouble))
