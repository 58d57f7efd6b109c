import { z } from '@hono/zod-openapi'
import { apiErrors, type ApiErrorCode } from './errors.ts'

const text = (limit: number) => z.string().max(limit)

/** What older clients learn from `wx.getUserInfo` and send along. Trusted for display only. */
export const Profile = z
  .object({
    nickName: text(64).optional(),
    avatarUrl: z
      .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1024)])
      .optional()
      .openapi({ description: 'An http(s) address.' }),
    gender: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .optional()
      .openapi({ description: '0 unknown, 1 male, 2 female.' }),
    city: text(64).optional(),
    province: text(64).optional(),
    country: text(64).optional(),
  })
  .openapi('Profile')

export type Profile = z.output<typeof Profile>

const phoneNumber = z
  .string()
  .openapi({ description: 'Masked, such as 138****8000; empty when none is bound.' })

export const ProfileAnswer = Profile.required().extend({ phoneNumber }).openapi('ProfileAnswer')

export const User = ProfileAnswer.extend({
  id: z.string().openapi({ description: "This backend's own id; never the openid." }),
}).openapi('User')

export type User = z.output<typeof User>

export const ProfileUpdate = Profile.extend({
  nickName: z.string().trim().min(1, 'is empty').max(64).optional(),
})
  .refine((change) => Object.keys(change).length > 0, 'holds nothing to change')
  .openapi('ProfileUpdate')

export const LoginRequest = Profile.extend({
  code: z
    .string()
    .min(1, 'is empty')
    .max(256)
    .openapi({ description: 'What wx.login gave: five minutes, one use.' }),
}).openapi('LoginRequest')

export const LoginAnswer = z
  .object({
    token: z.string().openapi({ description: 'Send it as "Authorization: Bearer ...".' }),
    expiresIn: z.number().int().openapi({ description: 'Seconds from now.' }),
    user: User,
  })
  .openapi('LoginAnswer')

export const SessionAnswer = z
  .object({
    user: User,
    expiresIn: z.number().int().openapi({ description: 'Seconds left.' }),
  })
  .openapi('Session')

const encrypted = {
  encryptedData: z.base64('is not base64').min(24).max(16_384),
  iv: z
    .base64('is not base64')
    .length(24, 'is not 16 bytes in base64')
    .openapi({ description: 'As WeChat gave it, untouched.' }),
}

export const WechatProfileRequest = z
  .object({
    rawData: text(8192).openapi({ description: 'The very text WeChat gave, not parsed.' }),
    signature: z.string().regex(/^[\dA-Fa-f]{40}$/, 'is not sha1 in hexadecimal'),
    ...encrypted,
  })
  .openapi('WechatProfileRequest')

/** What WeChat encrypts of a profile, as far as it is kept. */
export const WechatProfile = z.object({
  openId: z.string().optional(),
  nickName: text(64),
  avatarUrl: text(1024),
  gender: z.union([z.literal(0), z.literal(1), z.literal(2)]).catch(0),
  city: text(64).catch(''),
  province: text(64).catch(''),
  country: text(64).catch(''),
})

export const PhoneRequest = z
  .union([
    z.object({
      code: z.string().min(1, 'is empty').max(256).openapi({
        description: 'From the event getphonenumber: five minutes, one use, no login code.',
      }),
    }),
    z.object(encrypted),
  ])
  .openapi('PhoneRequest')

export const PhoneAnswer = z.object({ phoneNumber }).openapi('PhoneAnswer')

export const AvatarAnswer = z
  .object({ avatarUrl: z.url().openapi({ description: 'Where the picture is served.' }) })
  .openapi('AvatarAnswer')

export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z
        .enum(Object.keys(apiErrors) as [ApiErrorCode, ...ApiErrorCode[]])
        .openapi({ description: 'Branch on it.' }),
      message: z.string().openapi({ description: 'For developers. Not for the screen.' }),
      requestId: z.string(),
    }),
  })
  .openapi('Error')
