import { z } from 'zod'
import { AES_KEY_BYTES, SM4_KEY_BYTES } from '../wechat/security/envelope.ts'
import { algorithmOf } from '../wechat/security/signature.ts'

/** Shapes of what `/__mock` and seed files say of people and apps, checked alike in both. */

export const UserShape = z.object({
  name: z.string().regex(/^[\w-]{1,32}$/, 'is 1 to 32 letters, digits, "-" or "_"'),
  nickName: z.string().max(64).optional(),
  gender: z.literal([0, 1, 2]).optional(),
  language: z.string().max(16).optional(),
  city: z.string().max(64).optional(),
  province: z.string().max(64).optional(),
  country: z.string().max(64).optional(),
  avatarUrl: z
    .url({ protocol: /^https?$/ })
    .max(1024)
    .optional(),
  phoneNumber: z
    .string()
    .regex(/^\d{5,15}$/, 'is 5 to 15 digits, without the country')
    .optional(),
  countryCode: z
    .string()
    .regex(/^\d{1,4}$/, 'is 1 to 4 digits, such as "86"')
    .optional(),
  /** The name by which apps of the main Open Platform account know this person by. */
  unionid: z
    .string()
    .regex(/^[\w-]{28}$/, 'is 28 letters, digits, "-" or "_"')
    .optional(),
  /** WeChat's risk control refuses this person (40226). */
  blocked: z.boolean().optional(),
})

const Page = z.string().regex(/^[^/?][^?]{0,254}$/, 'is a page without "/" before it or a query')

const isSymmetricKey = (text: string) =>
  [AES_KEY_BYTES, SM4_KEY_BYTES].includes(Buffer.from(text, 'base64').length)

const isPublicKey = (pem: string) => algorithmOf(pem) !== undefined

/** The algorithms follow from the keys: their length in bytes, and the kind of the public key. */
const SecurityShape = z.object({
  symmetric: z.object({
    sn: z.string().min(1).max(64),
    key: z.string().refine(isSymmetricKey, 'is 32 (AES256_GCM) or 16 bytes (SM4_GCM) in base64'),
  }),
  asymmetric: z.object({
    sn: z.string().min(1).max(64),
    publicKey: z
      .string()
      .max(4096)
      .refine(isPublicKey, 'is a public key in PEM: RSA (RSAwithSHA256) or SM2 (SM2withSM3)'),
  }),
  required: z.boolean().optional(),
})

/** An app, as `/__mock/apps` and seeds take it. */
export const AppShape = z.object({
  appid: z.string().regex(/^wx[\da-f]{16}$/, 'is "wx" and 16 hexadecimal digits'),
  secret: z.string().regex(/^[\da-f]{32}$/, 'is 32 hexadecimal digits'),
  /** Apps bound to the same Open Platform account see the same unionid; null: bound to none. */
  openAccount: z.string().min(1).max(64).nullable().default('main'),
  ipWhitelist: z.array(z.string().min(1).max(64)).max(10, 'is at most ten addresses').optional(),
  pages: z.array(Page).max(1000).optional(),
  templates: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        title: z.string().min(1).max(64),
        lines: z.record(z.string(), z.string()).optional(),
      }),
    )
    .max(100)
    .optional(),
  /** API 安全: keys that calls are signed and encrypted with. */
  apiSecurity: SecurityShape.optional(),
  /** 消息推送: where the results of media_check_async go, as JSON. */
  messagePush: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }).max(1024),
      token: z.string().regex(/^[\da-zA-Z]{3,32}$/, 'is 3 to 32 letters and digits'),
      encodingAESKey: z
        .string()
        .regex(/^[\da-zA-Z]{43}$/, 'is 43 letters and digits')
        .optional(),
    })
    .optional(),
  authorizers: z
    .array(z.string().regex(/^wx[\da-f]{16}$/))
    .max(1000)
    .optional(),
})

/** Kinds of user info: real names, or as WeChat gives it today. */
export const ProfileShape = z.enum(['named', 'anonymous'])
/** Rules for the watermark of encrypted data. */
export const WatermarkShape = z.enum(['clock', 'machine', 'foreign'])
