// Words to start from fill the field above them. Without this script the button asks the server for the
// same; it never sends what is in the field.

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('button[name=suggest]')
  const field = button?.form?.querySelector('textarea')
  if (!field) return
  event.preventDefault()
  const typed = field.value.trimEnd()
  field.value = typed ? `${typed}\n${button.value}` : button.value
  field.dispatchEvent(new Event('input', { bubbles: true }))
  button.closest('details')?.removeAttribute('open')
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
})
