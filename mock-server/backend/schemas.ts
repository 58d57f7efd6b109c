import { z } from '@hono/zod-openapi'

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

export const User = Profile.required()
  .extend({ id: z.string().openapi({ description: "This backend's own id; never the openid." }) })
  .openapi('User')

export type User = z.output<typeof User>

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

export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.string().openapi({ description: 'One of the documented codes; branch on it.' }),
      message: z.string().openapi({ description: 'For developers. Not for the screen.' }),
      requestId: z.string(),
    }),
  })
  .openapi('Error')
