BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    . (Join-Path $PSScriptRoot 'webhooks.ps1')
}

Describe 'Receive-VFWebhook' {
    BeforeEach { $port = Get-FreePort }

    It 'writes each verified event as it arrives, and ends after -MaximumCount' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 2 }
        Send-Delivery $port rec_1 del_1 | Should -Be 200
        Wait-Output $receiver 1
        Send-Delivery $port rec_2 del_2 recording.failed | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Output | Should -BeOfType VocaFuse.WebhookEvent
        $receiver.Output.VoiceNoteId | Should -Be rec_1, rec_2
        $receiver.Output.DeliveryId | Should -Be del_1, del_2
        $receiver.Output.Event | Should -Be voicenote.transcribed, recording.failed
        $receiver.Output.Kind | Should -Be Transcribed, Failed
        $receiver.Output[0].UserId | Should -Be 'user_é'
        Assert-PortFree $port
    }

    It 'responds to each delivery with the documented status, and shows it with -Verbose, without the secret' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook -MaximumCount 1 -MaximumBodySize 500 -Verbose }
        Send-Delivery $port -Path /hook -Secret whsec_other | Should -Be 401
        Send-Delivery $port -Path /hook -At ([datetimeoffset]::UtcNow.AddMinutes(-6)) | Should -Be 401
        Send-Delivery $port -Path /hook -NoteId ('x' * 600) | Should -Be 413
        Send-Delivery $port -Path /hook -EventName '' | Should -Be 400
        Send-Delivery $port -Path /other | Should -Be 404
        (Invoke-WebRequest "http://localhost:$port/hook" -SkipHttpErrorCheck -NoProxy).StatusCode | Should -Be 405
        Send-Delivery $port -Path /hook -DeliveryId del_good | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Output.DeliveryId | Should -Be del_good
        $lines = $receiver.Shell.Streams.Verbose.Message | Where-Object { $_ -match ' - \d\d\d ' }
        $lines -replace '.* - (\d\d\d) .*', '$1' | Should -Be 401, 401, 413, 400, 404, 405, 200
        $lines[-1] | Should -BeLike 'POST /hook - 200 OK: *voicenote.transcribed, delivery del_good*'
        $receiver.Shell.Streams.Verbose.Message | Should -Not -Match $webhookSecret
    }

    It 'explains with -Verbose a wrong signature that is correct for another form' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 -Verbose }
        $body = '{"event":"voicenote.created"}'
        $headers = New-VFWebhookSignature $body -Timestamp (Get-Date) -DeliveryId del_1 -Secret $webhookSecret -AsHeader
        $headers['X-VocaFuse-Signature'] = New-VFWebhookSignature $body -Secret $webhookSecret
        (Invoke-WebRequest "http://127.0.0.1:$port/" -Method Post -Body $body -Headers $headers -SkipHttpErrorCheck -NoProxy).StatusCode |
            Should -Be 401
        Send-Delivery $port | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Shell.Streams.Verbose.Message -like '*correct for the body alone, but*' | Should -HaveCount 1
    }

    It 'acknowledges a repeated delivery ID without writing the event again' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 2 }
        Send-Delivery $port rec_1 del_1 | Should -Be 200
        Send-Delivery $port rec_1 del_1 | Should -Be 200
        Send-Delivery $port rec_2 del_2 | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Output.DeliveryId | Should -Be del_1, del_2
    }

    It 'reads the secret from the environment variable' {
        $receiver = Start-Receiver $port {
            param($port, $secret)
            $PSDefaultParameterValues.Clear()
            $env:VOCAFUSE_WEBHOOK_SECRET = $secret
            try { Receive-VFWebhook $port -MaximumCount 1 } finally { Remove-Item Env:VOCAFUSE_WEBHOOK_SECRET }
        } -ArgumentList $webhookSecret
        Send-Delivery $port | Should -Be 200
        Complete-Receiver $receiver
    }

    It 'accepts an older delivery with a larger -MaximumAge' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 -MaximumAge 600 }
        Send-Delivery $port -At ([datetimeoffset]::UtcNow.AddMinutes(-6)) | Should -Be 200
        Complete-Receiver $receiver
    }

    It 'writes the address it listens on, for the path <_>' -ForEach 'hook', '/hook' {
        $output = Receive-VFWebhook $port $_ -Address 127.0.0.1 -Secret $webhookSecret -TimeoutSec 1 6>&1
        "$output" | Should -Be "Listening on http://127.0.0.1:$port/hook. Press Ctrl+C to stop."
    }

    It 'ends after -TimeoutSec, without an error' {
        Receive-VFWebhook $port -Secret $webhookSecret -TimeoutSec 1 -ErrorVariable errors | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
        Assert-PortFree $port
    }

    It 'ends immediately with Ctrl+C, and releases the port' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port }
        Stop-Receiver $receiver
        $receiver.Shell.InvocationStateInfo.State | Should -Be Stopped
        $receiver.Shell.Streams.Error | Should -BeNullOrEmpty
        Assert-PortFree $port
        $receiver.Shell.Dispose()
    }

    It 'ends with Select-Object -First, so that the next command can listen on the same port' {
        $receiver = Start-Receiver $port {
            param($port)
            Receive-VFWebhook $port | Select-Object -First 1
            Receive-VFWebhook $port -MaximumCount 1
        }
        Send-Delivery $port rec_1 | Should -Be 200
        Wait-Output $receiver 1
        # The port is closed for a moment, or still in use by the first command.
        for ($i = 0; $i -lt 400; $i++) {
            try { if ((Send-Delivery $port rec_2) -eq 200) { break } } catch { Write-Debug "$_" }
            Start-Sleep -Milliseconds 25
        }
        Complete-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1, rec_2
    }

    It 'with -AcknowledgeAfter Processed, responds with 503 if the pipeline fails, and accepts the next delivery' {
        $receiver = Start-Receiver $port {
            param($port)
            Receive-VFWebhook $port -AcknowledgeAfter Processed |
                ForEach-Object { if ($_.VoiceNoteId -eq 'rec_2') { throw 'disk is full' }; $_ }
        }
        Send-Delivery $port rec_1 | Should -Be 200
        Send-Delivery $port rec_2 | Should -Be 503
        { Complete-Receiver $receiver } | Should -Throw '*disk is full*'
        $again = Start-Receiver $port { param($port) Receive-VFWebhook $port -AcknowledgeAfter Processed -MaximumCount 1 }
        Send-Delivery $port rec_2 | Should -Be 200
        Complete-Receiver $again
        $receiver.Output.VoiceNoteId + $again.Output.VoiceNoteId | Should -Be 'rec_1rec_2'
    }

    It 'with -AcknowledgeAfter Received, responds with 200 even if the pipeline fails' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port | ForEach-Object { throw 'disk is full' } }
        Send-Delivery $port rec_1 | Should -Be 200
        { Complete-Receiver $receiver } | Should -Throw '*disk is full*'
        Assert-PortFree $port
    }

    It 'with -AcknowledgeAfter Processed, responds with 503 if Ctrl+C stops the processing of the event' {
        $receiver = Start-Receiver $port {
            param($port)
            Receive-VFWebhook $port -AcknowledgeAfter Processed | ForEach-Object { $_; Start-Sleep -Seconds 60 }
        }
        $delivery = New-Delivery $port rec_1
        $sending = $delivery |
            ForEach-Object -Parallel { $delivery = $_; (Invoke-WebRequest @delivery -SkipHttpErrorCheck -NoProxy).StatusCode } -AsJob
        Wait-Output $receiver 1
        Stop-Receiver $receiver
        $sending | Receive-Job -Wait | Should -Be 503
        Remove-Job $sending
        Assert-PortFree $port
        $receiver.Shell.Dispose()
    }

    It 'causes the error <Id>' -ForEach @(
        @{ Id = 'WebhookPortInUse'; Category = 'ResourceBusy'; Option = @{}; Taken = $true }
        @{ Id = 'WebhookAddressUnusable'; Category = 'InvalidArgument'; Option = @{ Address = '192.0.2.1' }; Taken = $false }
        @{ Id = 'WebhookAddressUnusable'; Category = 'InvalidArgument'; Option = @{ Address = 'a name' }; Taken = $false }
    ) {
        $other = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $port)
        if ($Taken) { $other.Start() }
        try {
            $option = @{ Secret = $webhookSecret } + $Option
            $failure = { Receive-VFWebhook $port @option -WarningAction Ignore } | Should -Throw -PassThru
            $failure.FullyQualifiedErrorId | Should -Be "$Id,VocaFuse.PowerShell.ReceiveVFWebhookCommand"
            $failure.CategoryInfo.Category | Should -Be $Category
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        finally { $other.Stop() }
    }

    It 'requires a secret' {
        { Receive-VFWebhook $port } | Should -Throw -ErrorId 'NoWebhookSecret,VocaFuse.PowerShell.ReceiveVFWebhookCommand'
    }

    It 'writes a warning if it listens on a non-loopback address without TLS' {
        $options = @{ Secret = $webhookSecret; TimeoutSec = 1; WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue' }
        Receive-VFWebhook $port -Address 0.0.0.0 @options
        "$warnings" | Should -BeLike '*TLS*'
        Receive-VFWebhook $port -Address localhost @options
        $warnings | Should -BeNullOrEmpty
    }

    It 'listens at <_>' -ForEach '127.0.0.1', '0.0.0.0', '::1', '::' {
        if ($_ -like '*:*' -and -not [System.Net.Sockets.Socket]::OSSupportsIPv6) {
            Set-ItResult -Skipped -Because 'this machine has no IPv6'
            return
        }
        $receiver = Start-Receiver $port {
            param($port, $address)
            Receive-VFWebhook $port -Address $address -MaximumCount 1 -WarningAction Ignore
        } -ArgumentList $_
        $delivery = New-Delivery $port rec_1
        $delivery.Uri = $_ -like '*:*' ? "http://[::1]:$port/" : "http://127.0.0.1:$port/"
        (Invoke-WebRequest @delivery -NoProxy).StatusCode | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1
    }

    It 'accepts any host name, or only those of -HostName' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 }
        $delivery = New-Delivery $port rec_1
        $delivery.Headers.Host = 'tunnel.example.com'
        (Invoke-WebRequest @delivery -NoProxy).StatusCode | Should -Be 200
        Complete-Receiver $receiver
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 -HostName tunnel.example.com }
        Send-Delivery $port rec_2 | Should -Be 421
        (Invoke-WebRequest @delivery -NoProxy).StatusCode | Should -Be 200
        Complete-Receiver $receiver
    }

    It 'accepts the host name <_>' -ForEach '127.0.0.1', '[::1]', '::1' {
        $receiver = Start-Receiver $port { param($port, $name) Receive-VFWebhook $port -MaximumCount 1 -HostName $name } -ArgumentList $_
        $delivery = New-Delivery $port rec_1
        $delivery.Headers.Host = $_ -like '*::1*' ? "[::1]:$port" : $_
        (Invoke-WebRequest @delivery -NoProxy).StatusCode | Should -Be 200
        Complete-Receiver $receiver
    }

    It 'rejects the host name <_>, which no request can match' -ForEach @(
        'example.com:8080'
        '[::1]:8080'
        'https://example.com'
        '*.example.com'
    ) {
        { Receive-VFWebhook $port -Secret $webhookSecret -HostName $_ } |
            Should -Throw "*'$([WildcardPattern]::Escape($_))' is not a host name*" -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'listens on overlapping addresses: <_>' -ForEach '::,127.0.0.1', '::,::1', '0.0.0.0,127.0.0.1' {
        if ($_ -like '*:*' -and -not [System.Net.Sockets.Socket]::OSSupportsIPv6) {
            Set-ItResult -Skipped -Because 'this machine has no IPv6'
            return
        }
        $receiver = Start-Receiver $port {
            param($port, $address)
            Receive-VFWebhook $port -Address $address.Split(',') -MaximumCount 1 -WarningAction Ignore
        } -ArgumentList $_
        Send-Delivery $port | Should -Be 200
        Complete-Receiver $receiver
    }

    It 'counts the responses that -Verbose omits while the pipeline is busy' {
        $receiver = Start-Receiver $port {
            param($port)
            Receive-VFWebhook $port -MaximumCount 2 -Verbose |
                ForEach-Object { $_; while ($_.DeliveryId -eq 'del_1' -and -not (Test-Path $env:TEST_GO)) { Start-Sleep -Milliseconds 25 } }
        }
        $env:TEST_GO = Join-Path $TestDrive go
        try {
            Send-Delivery $port rec_1 del_1 | Should -Be 200
            Wait-Output $receiver 1
            $http = [System.Net.Http.HttpClient]::new()
            for ($i = 0; $i -lt 1010; $i++) { $http.GetAsync("http://127.0.0.1:$port/").GetAwaiter().GetResult().Dispose() }
            $null = New-Item $env:TEST_GO
            Send-Delivery $port rec_2 del_2 | Should -Be 200
            Complete-Receiver $receiver
        }
        finally {
            Remove-Item Env:TEST_GO
            if ($http) { $http.Dispose() }
        }
        $lines = $receiver.Shell.Streams.Verbose.Message
        $lines -match ' - 405 ' | Should -HaveCount 1000
        # Ten responses with 405, and the one to the first delivery.
        $lines -match '^11 older responses are not shown' | Should -HaveCount 1
    }

    It 'responds with 408 to a request that is not complete within -RequestTimeoutSec' {
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -RequestTimeoutSec 1 }
        $sender = [System.Net.Sockets.TcpClient]::new('127.0.0.1', $port)
        try {
            $sender.GetStream().Write([System.Text.Encoding]::ASCII.GetBytes("POST / HTTP/1.1`r`nHost: a`r`n"))
            [System.IO.StreamReader]::new($sender.GetStream()).ReadLine() | Should -BeLike 'HTTP/1.1 408 *'
        }
        finally { $sender.Dispose() }
        Stop-Receiver $receiver
        $receiver.Shell.Dispose()
    }
}

Describe 'Receive-VFWebhook -ArchivePath' {
    BeforeEach {
        $port = Get-FreePort
        $archive = Join-Path $TestDrive "archive [$port]"
    }

    It 'keeps each verified delivery with its exact body and no other, and no secret: <_>' -ForEach @(
        'voicenote.transcribed'
        'recording.completed'
    ) {
        $receiver = Start-Receiver $port {
            param($port, $archive)
            Receive-VFWebhook $port -ArchivePath $archive -MaximumCount 2
        } -ArgumentList $archive
        Send-Delivery $port rec_0 -Secret whsec_other | Should -Be 401
        $delivery = New-Delivery $port rec_1 '../del:1' $_
        $delivery.Headers.Authorization = 'Basic dXNlcjpwYXNz'
        $delivery.Headers['X-Note'] = "it is $webhookSecret"
        (Invoke-WebRequest @delivery -ContentType application/json -NoProxy).StatusCode | Should -Be 200
        Send-Delivery $port rec_1 '../del:1' $_ | Should -Be 200
        Send-Delivery $port rec_2 del_2 $_ | Should -Be 200
        Complete-Receiver $receiver
        $files = @(Get-ChildItem -LiteralPath $archive -Force | Sort-Object Name)
        $files | Should -HaveCount 2
        $files[1].Name | Should -Match '^\d{4}-\d\d-\d\dT\d{6}\.\d{7}Z del_2\.json$'
        $text = Get-Content -LiteralPath $files[0].FullName -Raw
        $text | Should -Not -Match "$webhookSecret|dXNlcjpwYXNz"
        $kept = $text | ConvertFrom-Json -AsHashtable -DateKind String
        [System.Text.Encoding]::UTF8.GetBytes($kept.body) | Should -Be $delivery.Body
        $kept.headers['X-VocaFuse-Delivery-ID'] | Should -Be '../del:1'
        $kept.headers['Content-Type'] | Should -Be 'application/json'
    }

    It 'keeps a delivery before it is acknowledged' {
        $receiver = Start-Receiver $port {
            param($port, $archive)
            Receive-VFWebhook $port -ArchivePath $archive -AcknowledgeAfter Processed |
                ForEach-Object { Get-ChildItem -LiteralPath $archive; throw 'disk is full' }
        } -ArgumentList $archive
        Send-Delivery $port rec_1 del_1 | Should -Be 503
        { Complete-Receiver $receiver } | Should -Throw '*disk is full*'
        $receiver.Output.Name | Should -BeLike '* del_1.json'
    }

    It 'rejects a delivery that cannot be kept, and accepts it again when it can' {
        $receiver = Start-Receiver $port {
            param($port, $archive)
            Receive-VFWebhook $port -ArchivePath $archive -MaximumCount 1
        } -ArgumentList $archive
        # A file instead of the folder: even an administrator can't write into it.
        Remove-Item -LiteralPath $archive
        [System.IO.File]::WriteAllText($archive, '')
        Send-Delivery $port rec_1 del_1 | Should -Be 503
        Remove-Item -LiteralPath $archive
        $null = [System.IO.Directory]::CreateDirectory($archive)
        Send-Delivery $port rec_1 del_1 | Should -Be 200
        $failure = @($receiver.Shell.Streams.Error)
        Complete-Receiver $receiver
        $receiver.Output.DeliveryId | Should -Be del_1
        Get-ChildItem -LiteralPath $archive -Force | Should -HaveCount 1
        $failure | Should -HaveCount 1
        $failure[0].FullyQualifiedErrorId | Should -Be 'WebhookNotKept,VocaFuse.PowerShell.ReceiveVFWebhookCommand'
        $failure[0].TargetObject | Should -Be del_1
        "$($failure[0])" | Should -BeLike '*rejected with 503*del_1.json*'
    }

    It 'ends at once if the folder cannot be used' {
        [System.IO.File]::WriteAllText($archive, '')
        { Receive-VFWebhook $port -Secret $webhookSecret -ArchivePath $archive } |
            Should -Throw -ErrorId 'FileNotWritten,*' -ExpectedMessage "'*' cannot be written: it is a file and not a folder."
        { Receive-VFWebhook $port -Secret $webhookSecret -ArchivePath Env:\archive } | Should -Throw -ErrorId 'InvalidPath,*'
    }
}

Describe 'Receive-VFWebhook -Certificate' {
    BeforeAll {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new(
            'CN=localhost', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $made = $request.CreateSelfSigned([datetimeoffset]::UtcNow.AddDays(-1), [datetimeoffset]::UtcNow.AddDays(1))
        # Windows can use only a key from a key store for TLS.
        $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($made.Export('Pfx'), '', 'Exportable')
        $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
        $store.Open('ReadWrite')
        $store.Add($certificate)
    }

    AfterAll {
        $store.Remove($certificate)
        $store.Dispose()
        $certificate, $made, $key | ForEach-Object Dispose
    }

    BeforeEach { $port = Get-FreePort }

    It 'serves TLS with <What>' -ForEach @(
        @{ What = 'a certificate'; Value = { $certificate } }
        @{ What = 'a path in the certificate store'; Value = { "Cert:\CurrentUser\My\$($certificate.Thumbprint)" } }
    ) {
        $receiver = Start-Receiver $port {
            param($port, $certificate)
            Receive-VFWebhook $port -Address 0.0.0.0 -Certificate $certificate -MaximumCount 1 -Verbose
        } -ArgumentList (& $Value)
        $delivery = New-Delivery $port rec_1
        Send-Delivery $port rec_2 | Should -Be 400
        $delivery.Uri = $delivery.Uri.Replace('http:', 'https:')
        (Invoke-WebRequest @delivery -NoProxy -SkipCertificateCheck).StatusCode | Should -Be 200
        Complete-Receiver $receiver
        $receiver.Output.VoiceNoteId | Should -Be rec_1
        $receiver.Shell.Streams.Warning | Should -BeNullOrEmpty
        $receiver.Shell.Streams.Verbose.Message | Where-Object { $_ -like '*plain HTTP, but this port serves TLS*' } | Should -HaveCount 1
    }

    It 'requires the private key' {
        $publicOnly = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificate.RawData)
        { Receive-VFWebhook $port -Secret $webhookSecret -Certificate $publicOnly } |
            Should -Throw -ErrorId 'WebhookCertificateUnusable,VocaFuse.PowerShell.ReceiveVFWebhookCommand'
    }

    It 'rejects the certificate path <_>' -ForEach 'Cert:\CurrentUser\My\00', 'Cert:\CurrentUser\NoSuchStore\00', 'hooks.pfx' {
        { Receive-VFWebhook $port -Secret $webhookSecret -Certificate $_ } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError,VocaFuse.PowerShell.ReceiveVFWebhookCommand'
    }
}

Describe 'Receive-VFWebhook with the service' {
    BeforeAll {
        $sandbox = Start-VFSandbox --notes 30 --seed 5
        $headers = @{ 'X-VocaFuse-API-Key' = $sandbox.apiKey; 'X-VocaFuse-API-Secret' = $sandbox.apiSecret }
        $port = Get-FreePort
        $null = Invoke-RestMethod "$($sandbox.baseUri)/webhooks" -Method Post -Headers $headers -ContentType application/json -Body (
            @{
                url = "http://127.0.0.1:$port/hook"
                events = @("$noteName.transcribed", "$noteName.failed")
                secret = $webhookSecret
            } | ConvertTo-Json)
        $ids = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
    }

    AfterAll { Stop-VFSandbox $sandbox }

    It 'binds to downstream commands, whose results do not wait for the next event' {
        $receiver = Start-Receiver $port {
            param($port, $sandbox)
            $secret = ConvertTo-SecureString $sandbox.apiSecret -AsPlainText
            $null = Connect-VFAccount -ApiKey $sandbox.apiKey -ApiSecret $secret -BaseUri $sandbox.baseUri
            Receive-VFWebhook $port /hook | Where-Object Kind -EQ Transcribed | Get-VFVoiceNote | Get-VFTranscription
        } -ArgumentList $sandbox
        # Two consecutive deliveries: the transcription of the second one must not wait for a third event.
        $deliveries = $ids[0..1] |
            ForEach-Object { Invoke-Control $sandbox Post deliver @{ event = "$noteName.transcribed"; voicenote_id = $_ } }
        $deliveries.status | Should -Be 200, 200
        Wait-Output $receiver 2
        (Invoke-Control $sandbox Post deliver @{ event = "$noteName.failed"; voicenote_id = $ids[2] }).status | Should -Be 200
        (Invoke-Control $sandbox Post deliver @{ event = 'recording.completed'; voicenote_id = $ids[3]; member = 'data' }).status |
            Should -Be 200
        Wait-Output $receiver 3
        Stop-Receiver $receiver
        $receiver.Output | Should -BeOfType VocaFuse.Transcription
        $receiver.Output.VoiceNoteId | Should -Be $ids[0, 1, 3]
        $receiver.Shell.Dispose()
    }

    It 'returns the tags of a note with its events, in both families of names' {
        . (Join-Path $PSScriptRoot 'audio.ps1')
        $connection = Connect-Sandbox $sandbox -Name tags
        try {
            $note = New-Wav "$TestDrive/a.wav" |
                Send-VFVoiceNote -UserId u1 -Tag @{ team = 'support'; priority = 3 } -Connection $connection
            # The service also sends the event of the new note. Wait for it, so that the receiver does not count it.
            Wait-Until { (Invoke-Control $sandbox Get deliveries | ForEach-Object { $_ }).body -like "*$($note.VoiceNoteId)*" }
            $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port /hook -MaximumCount 2 }
            foreach ($name in 'voicenote', 'recording') {
                (Invoke-Control $sandbox Post deliver @{ event = "$name.transcribed"; voicenote_id = $note.VoiceNoteId }).status |
                    Should -Be 200
            }
            Complete-Receiver $receiver
            $receiver.Output.Event | Should -Be 'voicenote.transcribed', 'recording.transcribed'
            foreach ($received in $receiver.Output) {
                $received.CustomTags['team'], $received.CustomTags['priority'] | Should -Be 'support', '3'
            }
        }
        finally { Disconnect-VFAccount -Name tags }
    }
}
