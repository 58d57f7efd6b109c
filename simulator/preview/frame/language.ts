/** The browser is Chinese: our own words on the screen are, too. For every other browser they are English. */
export const isChinese = /^zh/i.test(navigator.language)
