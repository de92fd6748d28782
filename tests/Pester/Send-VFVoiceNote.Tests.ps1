BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'audio.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 5 '--seed' 3

    function Get-StoredHash { param($Id) (Invoke-Control $sandbox Get "notes/$Id/content-hash").sha256 }
    function Get-Upload { @(Get-RequestLog $sandbox | Where-Object path -Like '*/upload') }
    function Get-Put { @(Get-RequestLog $sandbox | Where-Object method -EQ 'PUT') }
    function Get-Sha256 { param($Path) (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant() }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Send-VFVoiceNote' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
    }

    It 'sends a file and returns a reference that can be piped' {
        $file = New-Wav "$folder/call.wav" 2.5
        $note = Send-VFVoiceNote $file.FullName u1
        $note | Should -BeOfType VocaFuse.VoiceNoteReference
        $note.FileName, $note.FileSize, $note.UploadType, $note.UserId, $note.MediaType, $note.Duration.TotalSeconds |
            Should -Be 'call.wav', $file.Length, 'single', 'u1', 'audio/wav', 2.5
        Get-StoredHash $note.VoiceNoteId | Should -Be (Get-Sha256 $file)
        ($note | Get-VFVoiceNote).UserId | Should -Be 'u1'
        ($note | Wait-VFVoiceNote -PollIntervalSec 0.1).Id | Should -Be $note.VoiceNoteId
        ($note | Get-VFTranscription).VoiceNoteId | Should -Be $note.VoiceNoteId
    }

    It 'works in the pipeline Get-ChildItem | Send | Wait | Get' {
        1..6 | ForEach-Object { $null = New-Wav "$folder/$_.wav" $_ }
        $transcriptions = Get-ChildItem "$folder/*.wav" | Send-VFVoiceNote -UserId u1 -OutVariable sent |
            Wait-VFVoiceNote -PollIntervalSec 0.1 | Get-VFTranscription
        $sent.FileName | Should -Be (1..6 | ForEach-Object { "$_.wav" })
        $transcriptions | Should -BeOfType VocaFuse.Transcription
        $transcriptions.VoiceNoteId | Sort-Object | Should -Be ($sent.VoiceNoteId | Sort-Object)
        $sent | ForEach-Object { Get-StoredHash $_.VoiceNoteId | Should -Be (Get-Sha256 "$folder/$($_.FileName)") }
    }

    It 'sends a large file in parts, without the key and the token' {
        $file = New-Wav "$folder/long.wav" 150 48000
        $note = Send-VFVoiceNote $file.FullName -UserId u1
        $note.UploadType | Should -Be 'multipart'
        $content = Invoke-Control $sandbox Get "notes/$($note.VoiceNoteId)/content-hash"
        $content.length | Should -Be $file.Length
        $bytes = [System.IO.File]::ReadAllBytes($file)
        $start = 0
        foreach ($part in $content.parts) {
            [System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes, $start, $part.length)) |
                Should -Be $part.sha256
            $start += $part.length
        }
        $puts = Get-Put
        $puts.Count | Should -Be 3
        $puts.headers | ForEach-Object {
            $_.PSObject.Properties.Name | Where-Object { $_ -match '^(X-VocaFuse|Authorization$)' } | Should -BeNullOrEmpty
        }
    }

    It 'sends only a failed part again' {
        Add-Fault $sandbox @{ path = '/storage/*'; kind = 'status'; status = 500; skip = 1 }
        $note = New-Wav "$folder/long.wav" 150 48000 | Send-VFVoiceNote -UserId u1
        (Invoke-Control $sandbox Get "notes/$($note.VoiceNoteId)/content-hash").length | Should -Be 14400044
        (Get-Put).Count | Should -Be 4
        (Get-Upload).Count | Should -Be 1
        @(Get-Put | Group-Object { $_.query -replace '.*partNumber=(\d+).*', '$1' } | Where-Object Count -EQ 2).Count | Should -Be 1
    }

    It 'requests one token for each user' {
        $files = 1..5 | ForEach-Object { New-Wav "$folder/$_.wav" }
        $null = $files | Send-VFVoiceNote -UserId u7
        $null = $files[0] | Send-VFVoiceNote -UserId u7
        $null = $files[0] | Send-VFVoiceNote -Identity u8
        @(Get-RequestLog $sandbox | Where-Object path -Like '*/token').body | ForEach-Object { ($_ | ConvertFrom-Json).user_id } |
            Should -Be 'u7', 'u8'
    }

    It 'limits concurrent files with -ThrottleLimit' {
        Add-Fault $sandbox @{ path = '/storage/*'; kind = 'latency'; delayMs = 100; count = -1 }
        $null = 1..8 | ForEach-Object { New-Wav "$folder/$_.wav" } | Send-VFVoiceNote -UserId u1 -ThrottleLimit 3
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrentStorage | Should -Be 3
    }

    It 'accepts rows of a table with Path, UserId and Duration' {
        $null = New-Wav "$folder/a.wav"
        $null = New-Untimed "$folder/b.ogg"
        $notes = @"
Path,UserId,Duration
$folder/a.wav,u1,
$folder/b.ogg,u2,00:01:30
"@ | ConvertFrom-Csv | Send-VFVoiceNote
        $notes.UserId | Should -Be 'u1', 'u2'
        $notes.Duration.TotalSeconds | Should -Be 1, 90
    }

    It 'sends tags, which the note then has' {
        $note = New-Wav "$folder/a.wav" | Send-VFVoiceNote -UserId u1 -Tag ([ordered]@{ team = 'support'; priority = 3; urgent = $true })
        $tags = ($note | Wait-VFVoiceNote -PollIntervalSec 0.1).CustomTags
        $tags['team'], $tags['priority'], $tags['urgent'] | Should -Be 'support', '3', 'true'
        (Get-Upload).body | Should -BeLike '*"custom_tags":{"team":"support","priority":"3","urgent":"true"}*'
    }

    It 'rejects tags whose values are not text' {
        $file = New-Wav "$folder/a.wav"
        foreach ($tag in @{ team = $null }, @{ team = 'a', 'b' }, @{ team = @{ } }, @{ team = Get-Date }, @{ ' ' = 'a' }) {
            { $file | Send-VFVoiceNote -UserId u1 -Tag $tag -ErrorAction Stop } |
                Should -Throw '*tag*must be text*' -ExceptionType ([System.Management.Automation.ParameterBindingException])
        }
        Get-Upload | Should -BeNullOrEmpty
    }

    It 'works with a service that accepts only ID tokens and short format names' {
        $strict = Start-VFSandbox '--notes' 1 '--strict'
        try {
            $connection = Connect-Sandbox $strict -Name strict
            $notes = (New-Wav "$folder/a.wav"), (New-Untimed "$folder/b.opus") |
                Send-VFVoiceNote -UserId u1 -Duration 3 -Connection $connection
            $notes.MediaType | Should -Be 'audio/wav', 'audio/ogg'
            (Get-RequestLog $strict | Where-Object path -Like '*/upload').body | ForEach-Object { ($_ | ConvertFrom-Json).audio_format } |
                Sort-Object | Should -Be 'ogg', 'wav'
        }
        finally {
            Disconnect-VFAccount $connection
            Stop-VFSandbox $strict
        }
    }

    It 'returns the path of the file' {
        $file = New-Wav "$folder/a.wav"
        ($file | Send-VFVoiceNote -UserId u1).Path | Should -Be $file.FullName
    }

    Context 'Paths' {
        It 'expands wildcards in -Path to files' {
            $null = New-Wav "$folder/a.wav"
            $null = New-Wav "$folder/b.wav"
            $null = New-Item "$folder/c.wav" -ItemType Directory
            (Send-VFVoiceNote "$folder/*.wav" u1).FileName | Should -Be 'a.wav', 'b.wav'
        }

        It 'treats brackets literally with -LiteralPath, and from Get-ChildItem' {
            $file = New-Wav "$folder/[1].wav"
            (Send-VFVoiceNote -LiteralPath $file.FullName -UserId u1).FileName | Should -Be '[1].wav'
            (Get-ChildItem $folder | Send-VFVoiceNote -UserId u1).FileName | Should -Be '[1].wav'
        }

        It 'resolves relative paths and PowerShell drives' {
            $null = New-Wav "$folder/a.wav"
            Push-Location $folder
            try { (Send-VFVoiceNote ./a.wav u1).FileName | Should -Be 'a.wav' } finally { Pop-Location }
            $null = New-Wav (Join-Path (Get-Item TestDrive:/).FullName 'drive.wav')
            ('TestDrive:/drive.wav' | Send-VFVoiceNote -UserId u1).FileName | Should -Be 'drive.wav'
        }

        It 'writes an error for each invalid path, and continues' {
            $null = New-Wav "$folder/a.wav"
            $paths = "$folder/no-*.wav", "$folder/none/*.wav", 'NoDrive:/a.wav', 'Env:/PATH', "$folder/none.wav", $folder,
                "$folder/nul`0.wav", "$folder/a.wav"
            $notes = Send-VFVoiceNote $paths u1 -ErrorVariable failed -ErrorAction SilentlyContinue
            $notes.FileName | Should -Be 'a.wav'
            $errorNames = 'PathNotFound', 'PathNotFound', 'PathNotFound', 'InvalidPath', 'AudioNotFound', 'AudioUnreadable',
                'AudioUnreadable'
            $failed.FullyQualifiedErrorId |
                Should -Be ($errorNames | ForEach-Object { "$_,VocaFuse.PowerShell.SendVFVoiceNoteCommand" })
            "$($failed[5])" | Should -BeLike '*is a folder*'
        }

        It 'reports a folder as record by name' {
            $null = New-Wav "$folder/a.wav"
            Send-VFVoiceNote "$folder/a.wav" u1 -RecordPath $folder -ErrorVariable failed -ErrorAction SilentlyContinue
            "$failed" | Should -Be "'$folder' cannot be written: it is a folder."
        }
    }

    Context 'Files that are rejected without a request' {
        It 'rejects a pipe and a link to one, without opening them' -Skip:$IsWindows {
            mkfifo "$folder/pipe.wav"
            $null = New-Item -ItemType SymbolicLink -Path "$folder/link.wav" -Target "$folder/pipe.wav"
            'pipe', 'link' |
                ForEach-Object { { Send-VFVoiceNote "$folder/$_.wav" u1 -ErrorAction Stop } | Should -Throw '*is a pipe or device*' }
        }

        It 'recommends Rename-Item for a wrong extension, and the message has a correct name' {
            New-Wav "$folder/a.dat" | Send-VFVoiceNote -UserId u1 -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'AudioFormatMismatch,*'
            "$($failed[0])" | Should -BeLike "*contains WAV*'a.wav'*"
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*Rename-Item*'
        }

        It '<Id>' -ForEach @(
            @{ Id = 'AudioFormatUnknown'; Category = 'InvalidType'; Make = { Set-Content "$folder/a.wav" 'no sound'; "$folder/a.wav" } }
            @{ Id = 'AudioFormatMismatch'; Category = 'InvalidType'; Make = { New-Wav "$folder/a.ogg" } }
            @{
                Id = 'AudioTrackMissing'
                Category = 'InvalidData'
                Make = { New-Audio "$folder/a.ogg" ([byte[]](0x4F, 0x67, 0x67, 0x53, 0, 2 + @(0) * 20 + 1, 1, 0x80)) }
            }
            @{ Id = 'AudioTooLarge'; Category = 'LimitsExceeded'; Make = { New-Untimed "$folder/a.ogg" (25MB + 1) } }
            @{ Id = 'AudioTooLong'; Category = 'LimitsExceeded'; Make = { New-Wav "$folder/a.wav" 601 8000 } }
            @{ Id = 'AudioSampleRateUnsupported'; Category = 'LimitsExceeded'; Make = { New-Wav "$folder/a.wav" 1 96000 } }
            @{ Id = 'AudioDurationUnknown'; Category = 'InvalidArgument'; Make = { New-Untimed "$folder/a.ogg" } }
            @{ Id = 'AudioUnreadable'; Category = 'ReadError'; Make = { New-Audio "$folder/a.wav" ([byte[]]@()) 0 } }
        ) {
            $file = & $Make
            $good = New-Wav "$folder/good.wav"
            $sent = $good, (Get-Item $file), $good | Send-VFVoiceNote -UserId u1 -ErrorVariable failed -ErrorAction SilentlyContinue
            $sent.Count | Should -Be 2
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -Be "$Id,VocaFuse.PowerShell.SendVFVoiceNoteCommand"
            $failed[0].CategoryInfo.Category | Should -Be $Category
            $failed[0].TargetObject | Should -Be "$(Get-Item $file)"
            $failed[0].Exception.Message | Should -BeLike "*$(Get-Item $file)*"
            (Get-Upload).Count | Should -Be 2
        }

        It 'uses -Duration, in seconds or as a TimeSpan, if the file does not state its duration' {
            $file = New-Untimed "$folder/a.ogg"
            $file | Send-VFVoiceNote -UserId u1 -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Duration*'
            ($file | Send-VFVoiceNote -UserId u1 -Duration 12.5).Duration.TotalSeconds | Should -Be 12.5
            ($file | Send-VFVoiceNote -UserId u1 -Duration (New-TimeSpan -Minutes 2)).Duration.TotalSeconds | Should -Be 120
        }

        It 'prefers the duration that a file states, and warns if several need the one of -Duration' {
            $notes = (New-Wav "$folder/a.wav" 2), (New-Untimed "$folder/b.ogg") |
                Send-VFVoiceNote -UserId u1 -Duration 9 -WarningVariable warnings -WarningAction SilentlyContinue
            $notes.Duration.TotalSeconds | Should -Be 2, 9
            $warnings | Should -BeNullOrEmpty
            $null = (Get-Item "$folder/b.ogg"), (New-Untimed "$folder/c.ogg"), (New-Untimed "$folder/d.ogg") |
                Send-VFVoiceNote -UserId u1 -Duration 9 -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike "*more than one file*b.ogg*c.ogg*"
            $warnings.Count | Should -Be 1
            $null = 'b', 'c' | ForEach-Object { [pscustomobject]@{ Path = "$folder/$_.ogg"; Duration = 5 } } |
                Send-VFVoiceNote -UserId u1 -WarningVariable warnings
            $warnings | Should -BeNullOrEmpty
        }

        It 'rejects a duration of <_>' -ForEach 0, -1, '-00:00:05' {
            $duration = $_
            { New-Wav "$folder/a.wav" | Send-VFVoiceNote -UserId u1 -Duration $duration -ErrorAction Stop } |
                Should -Throw '*more than 0 seconds*' -ExceptionType ([System.Management.Automation.ParameterBindingException])
        }
    }

    It 'describes each file with -Verbose' {
        $output = New-Wav "$folder/a.wav" 2.5 | Send-VFVoiceNote -UserId u1 -Verbose 4>&1
        "$output" | Should -BeLike '*a.wav: WAV, pcm_s16le, 2.5 s, 16000 Hz, 1 channel, 256 kbit/s*'
    }

    It 'sends nothing with -WhatIf, and shows a summary' {
        New-Wav "$folder/a.wav" 90 | Send-VFVoiceNote -UserId u1 -WhatIf | Should -BeNullOrEmpty
        Get-RequestLog $sandbox | Should -BeNullOrEmpty
        $null = New-Wav "$folder/b.wav" 60
        $lines = Invoke-Script "Import-Module VocaFuse; Send-VFVoiceNote '$folder/*.wav' u1 -WhatIf"
        $lines | Should -HaveCount 3
        $lines[0] | Should -BeLike 'What if: Performing the operation "Send as a voice note of ''u1''" on target "*a.wav".'
        $lines[2] | Should -Be 'What if: In total, 2 files, 2.5 minutes, 4.6 MB would be sent.'
    }

    Context '-SkipExisting' {
        It 'sends only new, changed and failed files in a second run' {
            1..3 | ForEach-Object { $null = New-Wav "$folder/$_.wav" $_ }
            Add-Fault $sandbox @{ path = '/storage/*'; kind = 'status'; status = 403 }
            $first = Get-ChildItem $folder | Send-VFVoiceNote -UserId u1 -SkipExisting -ThrottleLimit 1 -ErrorAction SilentlyContinue
            $first.FileName | Should -Be '2.wav', '3.wav'
            $null = New-Wav "$folder/4.wav" 4
            Copy-Item "$folder/2.wav" "$folder/copy.wav"
            (Get-ChildItem $folder -Force | Send-VFVoiceNote -UserId u1 -SkipExisting).FileName | Should -Be '1.wav', '4.wav'
            Get-ChildItem $folder | Send-VFVoiceNote -UserId u1 -SkipExisting | Should -BeNullOrEmpty
            Get-ChildItem $folder | Send-VFVoiceNote -UserId u1 -SkipExisting -WhatIf | Should -BeNullOrEmpty
            $output = Send-VFVoiceNote "$folder/2.wav" u1 -SkipExisting -Verbose 4>&1
            $id = $first[0].VoiceNoteId
            "$output" | Should -BeLike "*2.wav: skipped; its content was sent before as voice note $id.*Skipped 1 of the files*"
        }

        It 'treats users separately' {
            $file = New-Wav "$folder/a.wav"
            'u1', 'u2', 'u1' | ForEach-Object { $file | Send-VFVoiceNote -UserId $_ -SkipExisting } | ForEach-Object UserId |
                Should -Be 'u1', 'u2'
        }

        It 'keeps the record in -RecordPath, and ignores an incomplete line' {
            $file = New-Wav "$folder/a.wav"
            $record = "$folder/sent.jsonl"
            $note = $file | Send-VFVoiceNote -UserId u1 -RecordPath $record
            (Get-Content $record | ConvertFrom-Json).voicenote_id | Should -Be $note.VoiceNoteId
            Add-Content $record '{"sha256":"00' -NoNewline
            (New-Wav "$folder/b.wav" 2), $file | Send-VFVoiceNote -UserId u1 -SkipExisting -RecordPath $record | ForEach-Object FileName |
                Should -Be 'b.wav'
            Send-VFVoiceNote "$folder/*.wav" u1 -SkipExisting -RecordPath $record | Should -BeNullOrEmpty
            "$folder/.vocafuse-uploads.jsonl" | Should -Not -Exist
        }

        It 'sends nothing if the record cannot be written' {
            New-Wav "$folder/a.wav" |
                Send-VFVoiceNote -UserId u1 -RecordPath "$folder/none/sent.jsonl" -ErrorVariable failed -ErrorAction SilentlyContinue |
                Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
            Get-Upload | Should -BeNullOrEmpty
        }

        It 'writes no record with -WhatIf, and counts each content once' {
            $null = New-Wav "$folder/a.wav" 60
            Copy-Item "$folder/a.wav" "$folder/copy.wav"
            $lines = Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = $sandbox.apiSecret } {
                $connect = "Import-Module VocaFuse; Connect-VFAccount -BaseUri $($sandbox.baseUri)"
                Invoke-Script "$connect; Send-VFVoiceNote '$folder/*.wav' u1 -SkipExisting -WhatIf"
            }
            $lines[-1] | Should -Be 'What if: In total, 1 file, 1.0 minutes, 1.8 MB would be sent.'
            "$folder/.vocafuse-uploads.jsonl" | Should -Not -Exist
        }
    }

    It 'writes an error with the message of the storage, and continues' {
        Add-Fault $sandbox @{
            path = '/storage/*'
            kind = 'status'
            status = 403
            body = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
        }
        $sent = 1..2 | ForEach-Object { New-Wav "$folder/$_.wav" } |
            Send-VFVoiceNote -UserId u1 -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        $sent.FileName | Should -Be '2.wav'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'UploadRefused,*'
        "$($failed[0])" | Should -BeLike '*403*Request has expired*'
        "$($failed[0])" | Should -Not -BeLike '*signature=*'
    }

    It 'fails if the key is not permitted to create tokens' {
        $reader = Connect-Sandbox $sandbox -ApiKey $sandbox.readOnlyApiKey -ApiSecret $sandbox.readOnlyApiSecret -Name reader
        New-Wav "$folder/a.wav" | Send-VFVoiceNote -UserId u1 -Connection $reader -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        Disconnect-VFAccount $reader
    }

    It 'shows no secret in -Verbose and -Debug' {
        $file = New-Wav "$folder/a.wav"
        $output = $file | Send-VFVoiceNote -UserId u1 -Verbose -Debug -Confirm:$false *>&1 | Out-String -Width 10000
        $output | Should -BeLike '*PUT *'
        $output | Should -Not -Match 'eyJ[\w-]{10}'
        $output | Should -Not -Match 'signature=(?!\*\*\*)'
        $output | Should -Not -Match ([regex]::Escape($sandbox.apiSecret))
    }

    It 'shows its progress, and stops immediately' {
        $slow = Start-VFSandbox '--notes' 1 '--upload-bytes-per-second' 500000
        $null = New-Wav "$folder/long.wav" 150 48000
        $shell = [powershell]::Create().AddScript({
                param($uri, $key, $secret, $path)
                $ProgressPreference = 'Continue'
                Import-Module VocaFuse
                Connect-VFAccount -ApiKey $key -ApiSecret (ConvertTo-SecureString $secret -AsPlainText) -BaseUri $uri -SkipValidation
                Send-VFVoiceNote $path u1
            }).AddArgument($slow.baseUri).AddArgument($slow.apiKey).AddArgument($slow.apiSecret).AddArgument("$folder/long.wav")
        try {
            $running = $shell.BeginInvoke()
            for ($i = 0; $i -lt 800; $i++) {
                $isSending = $shell.Streams.Progress | Where-Object { $_.Activity -eq 'Sending voice notes' -and $_.PercentComplete -gt 0 }
                if ($isSending) { break }
                Start-Sleep -Milliseconds 25
            }
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $shell.Streams.Error | Should -BeNullOrEmpty
            $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Sending voice notes'
            $progress[0].StatusDescription | Should -BeLike '0 of 1 files, * of 13.7 MB, * per second'
            $progress[-1].PercentComplete | Should -BeIn (1..99)
        }
        finally {
            $shell.Dispose()
            Stop-VFSandbox $slow
        }
    }
}
