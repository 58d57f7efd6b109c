import { createRoute, type z } from '@hono/zod-openapi'
import {
  AvatarAnswer,
  ErrorAnswer,
  LoginAnswer,
  LoginRequest,
  PhoneAnswer,
  PhoneRequest,
  ProfileAnswer,
  ProfileUpdate,
  SessionAnswer,
  User,
  WechatProfileRequest,
} from './schemas.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  body: { required: true, ...json(schema, description) },
})

const failures = { default: json(ErrorAnswer, 'A documented error code.') }
const security = [{ token: [] }]

/** The contract: what a real backend answers in this one's place. */
export const routes = {
  login: createRoute({
    method: 'post',
    path: '/login',
    summary: 'Exchange a login code for a session',
    description:
      'May carry the Authorization of an earlier session: if that was of another user, it ends.',
    request: body(LoginRequest, 'The code, once.'),
    responses: { 200: json(LoginAnswer, 'Signed in.'), ...failures },
  }),

  logout: createRoute({
    method: 'post',
    path: '/logout',
    summary: 'End the session; also right for one that is over',
    security,
    responses: { 204: { description: 'There is no such session any more.' }, ...failures },
  }),

  session: createRoute({
    method: 'get',
    path: '/session',
    summary: 'Who is signed in, and for how long',
    description: 'A session lasts seven days from its last use, thirty in all.',
    security,
    responses: { 200: json(SessionAnswer, 'The session.'), ...failures },
  }),

  profile: createRoute({
    method: 'get',
    path: '/profile',
    summary: "The signed-in user's profile",
    security,
    responses: { 200: json(ProfileAnswer, 'The profile.'), ...failures },
  }),

  changeProfile: createRoute({
    method: 'put',
    path: '/profile',
    summary: 'Change what the user may choose; what is left out stays',
    security,
    request: body(ProfileUpdate, 'At least one field.'),
    responses: { 200: json(User, 'The user, changed.'), ...failures },
  }),

  wechatProfile: createRoute({
    method: 'post',
    path: '/profile/wechat',
    summary: 'Take over what wx.getUserInfo or wx.getUserProfile gave, checked',
    description:
      'The signature, the encryption, the watermark and its age are checked. `wechat_session_stale` ' +
      'means: sign in again, let WeChat encrypt again, send once more.',
    security,
    request: body(WechatProfileRequest, 'The result of the call, untouched.'),
    responses: { 200: json(User, 'The user, changed.'), ...failures },
  }),

  phone: createRoute({
    method: 'post',
    path: '/phone',
    summary: 'Bind the phone number, by phone code or by encrypted data',
    security,
    request: body(PhoneRequest, 'What the event getphonenumber held.'),
    responses: { 200: json(PhoneAnswer, 'Bound.'), ...failures },
  }),

  deleteAccount: createRoute({
    method: 'delete',
    path: '/account',
    summary: "Delete the user's data and all their sessions",
    security,
    responses: { 204: { description: 'Deleted.' }, ...failures },
  }),
}

/** Registered by hand: their bodies are no JSON. */
export const avatarRoute = {
  method: 'post',
  path: '/avatar',
  summary: 'Upload a picture (PNG, JPEG, GIF or WebP, at most 2 MB)',
  description: 'It is not in the profile yet: send its address by PUT /profile.',
  security,
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: { file: { type: 'string', format: 'binary' } },
          },
        },
      },
    },
  },
  responses: { 200: json(AvatarAnswer, 'Where it is served.'), ...failures },
} as const

export const pictureRoute = {
  method: 'get',
  path: '/avatars/{name}',
  summary: 'A picture that was uploaded',
  responses: { 200: { description: 'The picture.', content: { 'image/*': {} } }, ...failures },
} as const
