// Says in words when a passkey did not work, beside the button that was pressed.
// allauth's own script reports it as an event and otherwise stays silent.
const WORDS = {
  NotAllowedError: 'The passkey was not used. Try again, or use another way below.',
  InvalidStateError: 'This device already has a passkey for your account.',
  SecurityError: 'Passkeys do not work at this address. Use another way.',
}

function say (text) {
  const button = document.querySelector('#passkey_login, #mfa_webauthn_add, #mfa_webauthn_authenticate, #mfa_webauthn_reauthenticate')
  if (!button) return
  let place = document.getElementById('passkey-problem')
  if (!place) {
    place = document.createElement('p')
    place.id = 'passkey-problem'
    place.className = 'govuk-error-message'
    place.setAttribute('role', 'alert')
    button.before(place)
  }
  place.textContent = text
}

document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const name = event.detail.exception && event.detail.exception.name
  say(WORDS[name] || 'The passkey did not work. Try again, or use another way.')
})
