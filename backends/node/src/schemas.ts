import { z } from 'zod'

/** PostgreSQL can store neither half of a surrogate pair nor the character U+0000. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\0')

const text = (limit: number) => z.string().max(limit).refine(isStorable, 'is not well-formed')

const required = (limit: number) => text(limit).min(1, 'is empty')

export const Profile = z.object({
  nickName: text(64).optional(),
  avatarUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1024)])
    .refine(isStorable, 'is not well-formed')
    .optional(),
  gender: z.literal([0, 1, 2]).optional(),
  city: text(64).optional(),
  province: text(64).optional(),
  country: text(64).optional(),
})

export type Profile = z.output<typeof Profile>

export const Login = Profile.extend({ code: required(256) })

const encrypted = {
  encryptedData: z.base64('is not base64').min(24).max(16_384),
  iv: z.base64('is not base64').length(24, 'is not 16 bytes in base64'),
}

export const WechatProfile = z.object({
  rawData: text(8192),
  signature: z.string().regex(/^[\dA-Fa-f]{40}$/, 'is not sha1 in hexadecimal'),
  ...encrypted,
})

export const Phone = z.union(
  [z.object({ code: required(256) }), z.object(encrypted)],
  'give `code`, or `encryptedData` and `iv`',
)

/** The encrypted profile's fields that are kept. */
export const UserInfo = Profile.required({ nickName: true }).extend({
  openId: z.string().optional(),
})

export const PhoneInfo = z.object({ purePhoneNumber: z.string().min(1).max(32) })
