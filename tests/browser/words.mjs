// Every text, label and role that the browser tests look for. A changed text is changed here, once.

export const front = {
  tell: (page) => page.getByRole('link', { name: /tell us/i }),
  whatCameOfIt: (page) => page.getByRole('link', { name: /see what came of it/i }),
}

export const tell = {
  nearMiss: (page) => page.getByRole('radio', { name: /almost went wrong/i }),
  story: (page) => page.getByRole('textbox', { name: /what happened/i }),
  onADate: (page) => page.getByRole('radio', { name: 'On a date' }),
  date: (page) => page.getByLabel('Which date?'),
  stillDangerous: (page) => page.getByRole('checkbox', { name: /still dangerous/i }),
  known: (page) => page.getByText('You tell this without your name'),
  sealed: (page) => page.getByRole('radio', { name: /sealed name/i }),
  name: (page) => page.getByRole('textbox', { name: 'Your name' }),
  send: (page) => page.getByRole('button', { name: 'Send' }),
  lookAgain: (page) => page.getByRole('alert'),
  thanks: (page) => page.getByRole('heading', { name: /thank you for speaking up/i }),
  /** 16 characters of Crockford's base32, four by four. */
  receipt: (page) => page.locator('.receipt .code'),
  receiptPattern: /^[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3}$/,
  openMine: (page) => page.getByRole('button', { name: /open my page/i }),
}

/** The questions after the thanks. */
export const adding = {
  ask: (page) => page.getByRole('button', { name: 'Yes, ask me' }),
  question: (page, number) => page.getByText(`Question ${number} of 10`),
  tile: (page, name) => page.getByRole('group', { name: /made this possible/i }).getByRole('checkbox', { name }),
  idea: (page) => page.getByRole('textbox', { name: 'Your idea' }),
  next: (page) => page.getByRole('button', { name: 'Save and go on' }),
  skip: (page) => page.getByRole('button', { name: 'Skip this' }),
  end: (page) => page.getByRole('button', { name: 'That is all' }),
  back: (page) => page.getByRole('button', { name: 'Back' }),
  done: (page) => page.getByRole('heading', { name: 'Thank you. It is all there.' }),
  again: (page) => page.getByRole('button', { name: 'Add more to your report' }),
  photo: (page) => page.getByLabel('Take a photo, or choose one'),
  addPhoto: (page) => page.getByRole('button', { name: 'Add this photo' }),
  sheet: (page) => page.getByRole('img', { name: /paint on it/i }),
  crop: (page) => page.getByRole('button', { name: 'Cut out a part' }),
  undo: (page) => page.getByRole('button', { name: 'Take back' }),
  photos: (page) => page.getByRole('img', { name: /^Photo \d/ }),
}

export const signIn = {
  address: (page) => page.getByRole('textbox', { name: /e-?mail/i }),
  password: (page) => page.getByLabel(/password/i),
  enter: (page) => page.getByRole('button', { name: 'Sign in' }),
}

export const inbox = {
  report: (page, story) => page.getByRole('listitem').filter({ hasText: story }).getByRole('link'),
}

/** A lead with one report: each act is a text, a button, and a sentence that says that it arrived. */
export const report = {
  thanks: { words: 'Your thanks', button: 'Say thank you', done: /your thanks are on their way/i },
  question: { words: 'To the reporter', button: 'Send to the reporter', done: /your words are on the reporter/i },
  containment: { words: /makes it safe/i, button: /it is safe/i, done: /what makes it safe for now/i },
  outcome: { words: /what changed/i, button: 'Tell the reporter', done: /asked whether it helped/i },
  sharedStory: { words: /the story without anything/i, button: 'Keep the shared story', done: /the shared story is kept/i },
  writeSharedStory: (page) => page.getByText('Write the shared story'),
  learnInA3: (page) => page.getByRole('radio', { name: /learn in an A3/i }),
  why: (page) => page.getByRole('textbox', { name: /why\?/i }),
  decide: (page) => page.getByRole('button', { name: 'Keep this way' }),
  decided: (page) => page.getByText(/the reporter can read what happens next/i),
}

export const trends = {
  howSoon: (page) => page.getByRole('heading', { name: /how soon do people speak up/i }),
  openHowSoon: (page) => page.getByRole('link', { name: 'How soon people speak up' }),
  /** Every trend page opens by thanking. */
  thanks: (page) => page.locator('.gratitude').getByText(/thank/i),
}

export const answers = {
  receipt: (page) => page.getByRole('textbox', { name: /your receipt/i }),
  open: (page) => page.getByRole('button', { name: /open my page/i }),
  opensNothing: (page) => page.getByText(/this receipt opens nothing/i),
  message: { words: 'Write back', button: 'Send my words', done: /your words are there/i },
  helped: (page) => page.getByRole('group', { name: /help/i }).getByRole('radio', { name: 'Yes' }),
  feltSafe: (page) => page.getByRole('group', { name: /safe/i }).getByRole('radio', { name: 'A bit' }),
  judge: (page) => page.getByRole('button', { name: 'Send my answer' }),
  judged: (page) => page.getByText(/whether speaking up is worth it/i),
  whatITold: (page) => page.getByText('What you told us'),
}

/** What the scripts say. */
export const offline = {
  waitsHere: (page) => page.getByText('Your words wait here, locked'),
  waiting: (page, count) => page.getByRole('status').filter({ hasText: `Waiting to be sent: ${count}.` }),
  allSent: (page) => page.getByRole('status').filter({ hasText: 'Everything that waited here is sent' }),
  refused: (page) => page.getByRole('status').filter({ hasText: 'Could not be taken: 1' }),
  arrived: (page) => page.getByText('Your words have arrived.'),
  forget: (page) => page.getByRole('button', { name: 'Do not keep it on this device' }),
  forgotten: (page) => page.getByRole('heading', { name: 'It is gone from this device.' }),
  picture: (page) => page.getByRole('button', { name: 'Save as picture' }),
  print: (page) => page.getByRole('button', { name: 'Print' }),
  qr: (page) => page.getByRole('button', { name: 'Show as QR code' }),
  hide: (page) => page.getByRole('button', { name: 'Hide the receipt' }),
}

export const kiosk = {
  place: (page) => page.getByRole('textbox', { name: /place's code/i }),
  share: (page) => page.getByRole('button', { name: 'Share this device' }),
  unshare: (page) => page.getByRole('button', { name: 'Make it an ordinary device again' }),
  clear: (page) => page.getByRole('button', { name: 'Clear now' }).first(),
  haveIt: (page) => page.getByRole('button', { name: /I have it/ }),
  asks: (page) => page.getByRole('dialog', { name: 'Are you still here?' }),
}

export const way = {
  out: (page) => page.getByRole('link', { name: 'Leave this page' }),
}

/** The hint below the words of a lead. */
export const reframer = {
  firstReport: (page) => page.locator('.card__link').first(),
  thanks: (page) => page.getByRole('textbox', { name: 'Your thanks' }),
  send: (page) => page.getByRole('button', { name: 'Say thank you' }),
  words: (page, words) => page.locator('.reframe__words', { hasText: words }),
  keep: (page) => page.getByRole('button', { name: 'Keep my words' }),
  show: (page) => page.getByRole('button', { name: 'Show me the words' }),
}
