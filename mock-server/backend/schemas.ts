import { z } from 'zod'
import { apiErrors, type ApiErrorCode } from './errors.ts'

const text = (limit: number) => z.string().max(limit)

/** A profile as older clients learn it from `wx.getUserInfo` and send along. Trusted for display only. */
export const Profile = z.object({
  nickName: text(64).optional(),
  avatarUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1024)])
    .optional()
    .describe('An http(s) address.'),
  gender: z.literal([0, 1, 2]).optional().describe('0 unknown, 1 male, 2 female.'),
  city: text(64).optional(),
  province: text(64).optional(),
  country: text(64).optional(),
})

export type Profile = z.output<typeof Profile>

const phoneNumber = z.string().describe('Masked, such as 138****8000; empty when none is bound.')

/** A profile as it is answered: every field is there, the phone number masked. */
export const ProfileAnswer = Profile.required().extend({ phoneNumber })

export type ProfileAnswer = z.output<typeof ProfileAnswer>

/** A user as the client sees one. */
export const User = ProfileAnswer.extend({
  id: z.string().describe("This backend's own id; never the openid."),
})

export type User = z.output<typeof User>

/** The body of `PUT /api/profile`: fields that are left out stay. */
export const ProfileUpdate = Profile.extend({
  nickName: z.string().trim().min(1, 'is empty').max(64).optional(),
}).refine((change) => Object.keys(change).length > 0, 'holds nothing to change')

/** The body of `POST /api/login`. */
export const LoginRequest = Profile.extend({
  code: z
    .string()
    .min(1, 'is empty')
    .max(256)
    .describe('What wx.login gave: five minutes, one use.'),
  refresh: z
    .boolean()
    .optional()
    .describe('Give a refresh token too; then the session lasts fifteen minutes.'),
})

/** The body of a refresh. */
export const RefreshRequest = z.object({
  refreshToken: z
    .string()
    .min(1, 'is empty')
    .max(512)
    .describe('The last one, which is good once.'),
})

/** The session of a sign-in; `expiresIn` in seconds. */
export const LoginAnswer = z.object({
  token: z.string().describe('Send it as "Authorization: Bearer ...".'),
  refreshToken: z.string().optional().describe('For POST /refresh, where it was asked for.'),
  expiresIn: z.number().int().describe('Seconds from now.'),
  user: User,
})

export type LoginAnswer = z.output<typeof LoginAnswer>

/** The session's user, and the seconds it has left. */
export const SessionAnswer = z.object({
  user: User,
  expiresIn: z.number().int().describe('Seconds left.'),
})

export type SessionAnswer = z.output<typeof SessionAnswer>

const encrypted = {
  encryptedData: z.base64('is not base64').min(24).max(16_384),
  iv: z
    .base64('is not base64')
    .length(24, 'is not 16 bytes in base64')
    .describe('As WeChat gave it, untouched.'),
}

/** The result of `wx.getUserInfo`, as the client sends it on. */
export const WechatProfileRequest = z.object({
  rawData: text(8192).describe('The very text WeChat gave, not parsed.'),
  signature: z.string().regex(/^[\dA-Fa-f]{40}$/, 'is not sha1 in hexadecimal'),
  ...encrypted,
})

/** The profile that WeChat encrypts, as far as it is kept. */
export const WechatProfile = z.object({
  openId: z.string().optional(),
  nickName: text(64),
  avatarUrl: text(1024),
  gender: z.literal([0, 1, 2]).catch(0),
  city: text(64).catch(''),
  province: text(64).catch(''),
  country: text(64).catch(''),
})

/** A phone code, or the encrypted number of older base libraries. */
export const PhoneRequest = z.union(
  [
    z.object({
      code: z
        .string()
        .min(1, 'is empty')
        .max(256)
        .describe('From the event getphonenumber: five minutes, one use, no login code.'),
    }),
    z.object(encrypted),
  ],
  'give `code`, or `encryptedData` and `iv`, as the event getphonenumber held them',
)

/** The bound number, masked. */
export const PhoneAnswer = z.object({ phoneNumber })

export type PhoneAnswer = z.output<typeof PhoneAnswer>

/** The address of the uploaded picture. */
export const AvatarAnswer = z.object({
  avatarUrl: z.url().describe('Where the picture is served.'),
})

export type AvatarAnswer = z.output<typeof AvatarAnswer>

/** The body of every refusal. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z
      .enum(Object.keys(apiErrors) as [ApiErrorCode, ...ApiErrorCode[]])
      .describe('Branch on it.'),
    message: z.string().describe('For developers. Not for the screen.'),
    requestId: z.string(),
  }),
})
