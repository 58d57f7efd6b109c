import type { z } from 'zod'
import { describeApi, type Call, type Contract } from './openapi.ts'
import {
  AvatarAnswer,
  ErrorAnswer,
  LoginAnswer,
  LoginRequest,
  PhoneAnswer,
  PhoneRequest,
  ProfileAnswer,
  ProfileUpdate,
  RefreshRequest,
  SessionAnswer,
  User,
  WechatProfileRequest,
} from './schemas.ts'

const names = {
  AvatarAnswer,
  Error: ErrorAnswer,
  LoginAnswer,
  LoginRequest,
  PhoneAnswer,
  PhoneRequest,
  ProfileAnswer,
  ProfileUpdate,
  RefreshRequest,
  Session: SessionAnswer,
  User,
  WechatProfileRequest,
}

const json = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const sends = (schema: z.ZodType, description: string) => ({
  requestBody: { required: true, ...json(schema, description) },
})

const failures = { default: json(ErrorAnswer, 'A documented error code.') }
const security = [{ token: [] }]

const picture = {
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary' } },
}

const calls: Record<string, Record<string, Call>> = {
  '/login': {
    post: {
      summary: 'Exchange a login code for a session',
      description:
        'May carry the Authorization of an earlier session: if that was of another user, it ends.',
      ...sends(LoginRequest, 'The code, once.'),
      responses: { 200: json(LoginAnswer, 'Signed in.'), ...failures },
    },
  },

  '/refresh': {
    post: {
      summary: 'Renew a session by its refresh token, which is good once',
      description:
        'For who asked for one at the login; a backend may do without. A refresh token that comes ' +
        'again was copied: everything that came of its sign-in ends (RFC 9700, 4.14.2).',
      ...sends(RefreshRequest, 'The last refresh token.'),
      responses: { 200: json(LoginAnswer, 'The next pair.'), ...failures },
    },
  },

  '/logout': {
    post: {
      summary: 'End the session; also right for one that is over',
      security,
      responses: { 204: { description: 'There is no such session any more.' }, ...failures },
    },
  },

  '/session': {
    get: {
      summary: 'Who is signed in, and for how long',
      description: 'A session lasts seven days from its last use, thirty in all.',
      security,
      responses: { 200: json(SessionAnswer, 'The session.'), ...failures },
    },
  },

  '/profile': {
    get: {
      summary: "The signed-in user's profile",
      security,
      responses: { 200: json(ProfileAnswer, 'The profile.'), ...failures },
    },
    put: {
      summary: 'Change what the user may choose; what is left out stays',
      security,
      ...sends(ProfileUpdate, 'At least one field.'),
      responses: { 200: json(User, 'The user, changed.'), ...failures },
    },
  },

  '/profile/wechat': {
    post: {
      summary: 'Take over what wx.getUserInfo or wx.getUserProfile gave, checked',
      description:
        'The signature, the encryption, the watermark and its age are checked. `wechat_session_stale` ' +
        'means: sign in again, let WeChat encrypt again, send once more.',
      security,
      ...sends(WechatProfileRequest, 'The result of the call, untouched.'),
      responses: { 200: json(User, 'The user, changed.'), ...failures },
    },
  },

  '/phone': {
    post: {
      summary: 'Bind the phone number, by phone code or by encrypted data',
      security,
      ...sends(PhoneRequest, 'What the event getphonenumber held.'),
      responses: { 200: json(PhoneAnswer, 'Bound.'), ...failures },
    },
  },

  '/account': {
    delete: {
      summary: "Delete the user's data and all their sessions",
      security,
      responses: { 204: { description: 'Deleted.' }, ...failures },
    },
  },

  '/avatar': {
    post: {
      summary: 'Upload a picture (PNG, JPEG, GIF or WebP, at most 2 MB)',
      description: 'It is not in the profile yet: send its address by PUT /profile.',
      security,
      requestBody: { required: true, content: { 'multipart/form-data': { schema: picture } } },
      responses: { 200: json(AvatarAnswer, 'Where it is served.'), ...failures },
    },
  },

  '/avatars/{name}': {
    get: {
      summary: 'A picture that was uploaded',
      parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: 'The picture.', content: { 'image/*': {} } }, ...failures },
    },
  },
}

let made: Contract | undefined

/** The contract that a real backend implements in this one's place; built when it is first read. */
export const contract = (): Contract => (made ??= describeApi(calls, names))
