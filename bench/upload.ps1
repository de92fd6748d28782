# Functions for the upload row: they create the file and request an upload address without the module. run.ps1 sets $base and $headers.

# Writes a WAV file of silence, 16-bit mono at 44.1 kHz, with a length in bytes.
function Write-Wave {
    param([string] $Path, [int] $Length)

    $writer = [System.IO.BinaryWriter]::new([System.IO.File]::Create($Path))
    try {
        $ascii = [System.Text.Encoding]::ASCII
        $writer.Write($ascii.GetBytes('RIFF')); $writer.Write([int] ($Length - 8)); $writer.Write($ascii.GetBytes('WAVEfmt '))
        $writer.Write([int] 16); $writer.Write([int16] 1); $writer.Write([int16] 1); $writer.Write([int] 44100); $writer.Write([int] 88200)
        $writer.Write([int16] 2); $writer.Write([int16] 16); $writer.Write($ascii.GetBytes('data')); $writer.Write([int] ($Length - 44))
        $writer.Write([byte[]]::new($Length - 44))
    }
    finally { $writer.Dispose() }
}

# Requests the presigned address for a whole file.
function Get-UploadAddress {
    param([string] $Path)

    $token = (Invoke-RestMethod "$base/token" -Method Post -Headers $headers -ContentType 'application/json' -Body (@{
        user_id = 'bench-user'; expires_in = 3600; scopes = @('voice-api.upload_voicenote') } | ConvertTo-Json)).data.jwt_token
    $length = (Get-Item $Path).Length
    (Invoke-RestMethod "$base/upload" -Method Post -Headers @{ Authorization = "Bearer $token" } -ContentType 'application/json' -Body (@{
        file_name = 'bench.wav'; file_size = $length; audio_format = 'wav'; duration_seconds = 272; use_multipart = $false
        sdk_metadata = @{ duration_seconds = 272; codec = 'pcm'; file_size_bytes = $length } } | ConvertTo-Json)).data.presigned_url
}
