// Every text, label and role that the browser tests look for. A changed text is changed here, once.

export const front = {
  tell: (page) => page.getByRole('link', { name: /tell us/i }),
  helpNow: (page) => page.getByRole('link', { name: /help now/i }),
  whatCameOfIt: (page) => page.getByRole('link', { name: /what came of it/i }),
}

export const tell = {
  nearMiss: (page) => page.getByRole('radio', { name: /almost went wrong/i }),
  story: (page) => page.getByRole('textbox', { name: /what happened/i }),
  addMore: (page) => page.getByRole('group').getByText(/add more/i),
  stillDangerous: (page) => page.getByRole('checkbox', { name: /still dangerous/i }),
  send: (page) => page.getByRole('button', { name: /^(send|tell)/i }),
  thanks: (page) => page.getByRole('heading', { name: /thank you/i }),
  /** 16 characters of Crockford's base32, four by four. */
  receipt: (page) => page.getByText(/[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/).first(),
  receiptPattern: /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}/,
}

export const signIn = {
  address: (page) => page.getByRole('textbox', { name: /e-?mail/i }),
  password: (page) => page.getByLabel(/password/i),
  enter: (page) => page.getByRole('button', { name: /sign in/i }),
}

export const inbox = {
  report: (page, story) => page.getByRole('main').getByRole('link').filter({ hasText: story }),
}

/** A lead with one report: each act is a text and a button. */
export const report = {
  thanks: (page) => page.getByRole('textbox', { name: /thank/i }),
  sendThanks: (page) => page.getByRole('button', { name: /thank/i }),
  question: (page) => page.getByRole('textbox', { name: /question/i }),
  ask: (page) => page.getByRole('button', { name: /^ask/i }),
  containment: (page) => page.getByRole('textbox', { name: /safe now|contain/i }),
  contain: (page) => page.getByRole('button', { name: /safe|contain/i }),
  learnInA3: (page) => page.getByRole('radio', { name: /A3/i }),
  triage: (page) => page.getByRole('button', { name: /decide|triage/i }),
  outcome: (page) => page.getByRole('textbox', { name: /what changed|outcome/i }),
  tellOutcome: (page) => page.getByRole('button', { name: /tell|outcome/i }),
}

export const answers = {
  receipt: (page) => page.getByRole('textbox', { name: /receipt/i }),
  open: (page) => page.getByRole('button', { name: /open|show/i }),
  message: (page) => page.getByRole('textbox', { name: /write back|answer|message/i }),
  write: (page) => page.getByRole('button', { name: /write|send/i }),
  helped: (page) => page.getByRole('group', { name: /help/i }).getByRole('radio', { name: /yes/i }),
  feltSafe: (page) => page.getByRole('group', { name: /safe/i }).getByRole('radio', { name: /yes/i }),
  giveVerdict: (page) => page.getByRole('button', { name: /verdict|how it was/i }),
  verdictThanks: (page) => page.getByText(/thank you/i).first(),
}

export const trends = {
  heading: (page) => page.getByRole('heading', { name: /time to surface/i }),
  /** Every trend page opens by thanking. */
  thanks: (page) => page.getByText(/thanks to/i).first(),
}
