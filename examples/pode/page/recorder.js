// Records with the microphone and uploads the recording to VocaFuse. The API key stays on the server: the page gets a token
// for the signed-in user from POST /token, and the address of the service from GET /settings.

const button = document.querySelector('#record');
const status = document.querySelector('#status');
let recorder;

button.addEventListener('click', async () => {
  if (recorder?.state === 'recording') {
    recorder.stop();
    return;
  }
  try {
    await record();
  } catch (error) {
    show('failed', `The microphone cannot be used: ${error.message}`);
  }
});

async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const chunks = [];
  recorder = new MediaRecorder(stream);
  recorder.addEventListener('dataavailable', (event) => chunks.push(event.data));
  recorder.addEventListener('stop', async () => {
    const seconds = (performance.now() - startedAt) / 1000;
    stream.getTracks().forEach((track) => track.stop());
    button.textContent = 'Record';
    button.disabled = true;
    show('sending', 'Sending …');
    try {
      show('sent', `Sent as ${await upload(new Blob(chunks, { type: recorder.mimeType }), seconds)}.`);
    } catch (error) {
      show('failed', `The recording was not sent: ${error.message}`);
    }
    button.disabled = false;
  });
  recorder.start();
  const startedAt = performance.now();
  button.textContent = 'Stop';
  show('recording', 'Recording …');
}

// Requests an upload with a token, then sends the bytes to the addresses in the response. Returns the ID of the note.
async function upload(audio, seconds) {
  const { baseUri } = await readJson(await fetch('settings'));
  const tokenResponse = await readJson(await fetch('token', { method: 'POST' }));
  const token = tokenResponse.data ?? tokenResponse;
  // The short word in a media type, such as webm in audio/webm;codecs=opus.
  const format = audio.type.split(';')[0].split('/')[1];
  const duration = Math.round(seconds * 100) / 100;
  const uploadResponse = await readJson(await fetch(`${baseUri}/upload`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token.id_token ?? token.jwt_token ?? token.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      file_name: `recording-${Date.now()}.${format}`,
      file_size: audio.size,
      audio_format: format,
      duration_seconds: duration,
      sdk_metadata: { duration_seconds: duration, codec: format, file_size_bytes: audio.size },
    }),
  }));
  const plan = uploadResponse.data ?? uploadResponse;
  const parts = plan.upload_info?.parts ?? [{ presigned_url: plan.presigned_url, start_byte: 0, end_byte: audio.size - 1 }];
  await Promise.all(parts.map((part) => put(part.presigned_url, audio.slice(part.start_byte, part.end_byte + 1, audio.type))));
  return plan.recording_id ?? plan.voicenote_id;
}

async function put(address, bytes) {
  const response = await fetch(address, { method: 'PUT', headers: { 'Content-Type': bytes.type }, body: bytes });
  if (!response.ok) {
    throw new Error(`the storage responded with ${response.status}.`);
  }
}

async function readJson(response) {
  if (!response.ok) {
    throw new Error(`${new URL(response.url).pathname} responded with ${response.status}.`);
  }
  return response.json();
}

// Scripts and style sheets use the state, and the user sees the text.
function show(state, text) {
  status.dataset.state = state;
  status.textContent = text;
}
