import type { FrameLocator, Page } from 'playwright-core'

/** A window with the preview, and the page in its phone: as much of `Opened` as a person needs. */
interface Shown {
  page: Page
  phone: FrameLocator
}

/** Goes from the template's home page to WeChat's question, which then stands on the screen. */
export async function askToSignIn({ phone }: Pick<Shown, 'phone'>) {
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
}

/** Signs in, and waits for the user's name on the home page. */
export async function signIn({ page, phone }: Shown) {
  await askToSignIn({ phone })
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
}

/** Is asked to sign in, and refuses. */
export async function refuseToSignIn({ page, phone }: Shown) {
  await askToSignIn({ phone })
  await page.getByRole('button', { name: '拒绝' }).click()
  await phone.getByText('已取消').waitFor()
}
