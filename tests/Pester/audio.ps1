# Creates audio files. Dot-source it after common.ps1.

# Writes a WAV file: 16 bit, one channel, noise with a fixed seed. Its size follows from the duration and the rate.
function New-Wav {
    param([string] $Path, [double] $Seconds = 1, [int] $Rate = 16000)

    $samples = [byte[]]::new([int]($Seconds * $Rate) * 2)
    [System.Random]::new([int]($Seconds * 1000)).NextBytes($samples)
    $file = [System.IO.BinaryWriter]::new([System.IO.File]::Create($Path))
    try {
        $file.Write([System.Text.Encoding]::ASCII.GetBytes('RIFF'))
        $file.Write([int](36 + $samples.Length))
        $file.Write([System.Text.Encoding]::ASCII.GetBytes('WAVEfmt '))
        $file.Write([int]16)
        $file.Write([int16]1)
        $file.Write([int16]1)
        $file.Write($Rate)
        $file.Write($Rate * 2)
        $file.Write([int16]2)
        $file.Write([int16]16)
        $file.Write([System.Text.Encoding]::ASCII.GetBytes('data'))
        $file.Write($samples.Length)
        $file.Write($samples)
    }
    finally { $file.Dispose() }
    Get-Item -LiteralPath $Path
}

# Writes an Ogg file with a header of Opus and no sound, which does not state its duration. Zeros follow up to a length.
function New-Untimed {
    param([string] $Path, [long] $Length = 1000)

    $page = [System.Collections.Generic.List[byte]]::new()
    $page.AddRange([System.Text.Encoding]::ASCII.GetBytes('OggS'))
    $page.AddRange([byte[]](@(0, 2) + @(0) * 8 + 7, 0, 0, 0 + @(0) * 8 + 1, 19))
    $page.AddRange([System.Text.Encoding]::ASCII.GetBytes('OpusHead'))
    $page.AddRange([byte[]](1, 1, 0, 0, 128, 187, 0, 0, 0, 0, 0))
    New-Audio $Path $page.ToArray() $Length
}

# Writes a file with the given start, followed by zeros.
function New-Audio {
    param([string] $Path, [byte[]] $Start, [long] $Length = 1000)

    $file = [System.IO.File]::Create($Path)
    try {
        $file.Write($Start, 0, $Start.Length)
        $file.SetLength($Length)
    }
    finally { $file.Dispose() }
    Get-Item -LiteralPath $Path
}
