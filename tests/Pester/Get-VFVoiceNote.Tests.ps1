Describe 'Get-VFVoiceNote, <Envelope> envelope' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 25 --seed 1 --envelope $Envelope
        $allIds = @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ })
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    AfterEach { [System.TimeZoneInfo]::ClearCachedData() }

    It 'lists every note once, in the service''s order' {
        (Get-VFVoiceNote).Id | Should -Be $allIds
        (Get-VFVoiceNote -PageSize 4).Id | Should -Be $allIds
    }

    It 'has typed properties' {
        $note = Get-VFVoiceNote -First 1
        $note | Should -BeOfType VocaFuse.VoiceNote
        $note.Duration | Should -BeOfType timespan
        $note.Duration.TotalSeconds | Should -BeGreaterThan 0
        $note.FileSize | Should -BeGreaterThan 0
        $note.CreatedAt | Should -BeOfType datetime
        $note.CreatedAt.Kind | Should -Be Local
        $note.CreatedAt.ToUniversalTime().ToString('s') | Should -Be '2025-10-06T17:33:31'
        $note.CustomTags.department | Should -Not -BeNullOrEmpty
        "$note" | Should -Be $note.Id
    }

    It 'filters by status and time' {
        $failed = Get-VFVoiceNote -Status failed
        $failed.Id | Should -Be @(Invoke-Control $sandbox Get 'notes?status=failed' | ForEach-Object { $_ })
        $failed | ForEach-Object Status | Should -Not -Contain 'transcribed'

        $all = Get-VFVoiceNote
        $after = $all[10].CreatedAt
        (Get-VFVoiceNote -After $after).Id | Should -Be $all[0..10].Id
        (Get-VFVoiceNote -Before $after).Id | Should -Be $all[10..24].Id
        # A DateTimeOffset is accepted too.
        (Get-VFVoiceNote -After ([DateTimeOffset]$after)).Id | Should -Be $all[0..10].Id
        Get-VFVoiceNote -After 2025-11-01 -Before 2025-10-01 -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warned" | Should -BeLike '*-After is later than -Before*'
        Clear-RequestLog $sandbox
        $null = Get-VFVoiceNote -After '2025-01-02T03:04:05Z' -Status transcribed
        (Get-RequestLog $sandbox)[0].query | Should -BeLike '*status=transcribed&date_from=2025-01-02T03%3A04%3A05Z'
    }

    # On Windows, .NET ignores TZ.
    It 'filters by time in the time zone <_>' -ForEach 'America/New_York', 'Asia/Tokyo' -Skip:$IsWindows {
        Use-Environment @{ TZ = $_ } {
            [System.TimeZoneInfo]::ClearCachedData()
            [System.TimeZoneInfo]::Local.Id | Should -Be $env:TZ
            $all = Get-VFVoiceNote
            (Get-VFVoiceNote -After $all[10].CreatedAt).Id | Should -Be $all[0..10].Id
            (Get-VFVoiceNote -Before $all[10].CreatedAt).Id | Should -Be $all[10..24].Id
        }
    }

    It 'accepts statuses in any letter case, and several of them' {
        (Get-VFVoiceNote -Status Failed).Id | Should -Be (Get-VFVoiceNote -Status failed).Id
        (Get-VFVoiceNote -Status FAILED, Transcribed, failed).Id |
            Should -Be @(Get-VFVoiceNote | Where-Object Status -In failed, transcribed).Id
        (Get-VFVoiceNote -Status transcribed, failed, processing, completed).Id | Should -Be $allIds
        (Get-VFVoiceNote -Status completed).Id | Should -Be @(Get-VFVoiceNote | Where-Object Status -EQ completed).Id
        (Get-VFVoiceNote -Status completed, failed).Id | Should -Be @(Get-VFVoiceNote | Where-Object Status -In completed, failed).Id
        (Get-VFVoiceNote -Status transcribed, failed -Skip 2 -First 3).Id |
            Should -Be (Get-VFVoiceNote -Status transcribed, failed)[2..4].Id
        (Get-VFVoiceNote -Status transcribed, failed -First 1 -IncludeTotalCount)[0] |
            Should -Be @(Get-VFVoiceNote -Status transcribed, failed).Count
    }

    It 'sends an unknown status with a warning' {
        Clear-RequestLog $sandbox
        Get-VFVoiceNote -Status Nonsense -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        "$warned" | Should -BeLike "'Nonsense' is not a known status*"
        (Get-RequestLog $sandbox).query | Should -BeLike '*&status=Nonsense'
    }

    It 'returns each note of several statuses once while notes change their status' {
        $expected = @(Get-VFVoiceNote | Where-Object Status -NE completed).Id
        $processing = @(Get-VFVoiceNote -Status processing)[0].Id
        $ids = Get-VFVoiceNote -PageSize 5 -Status transcribed, failed, processing | ForEach-Object {
            $_.Id
            $null = Invoke-Control $sandbox Patch "notes/$processing" @{ status = 'transcribed' }
            $null = Invoke-Control $sandbox Patch "notes/$($expected[-1])" @{ status = 'failed' }
        }
        $ids | Should -Be $expected
    }

    It 'filters by user, before paging' {
        $user = (Get-VFVoiceNote | Group-Object UserId | Sort-Object Count -Descending)[0].Name
        $expected = @(Get-VFVoiceNote | Where-Object UserId -CEQ $user)
        $expected.Count | Should -BeGreaterThan 1
        (Get-VFVoiceNote -UserId $user).Id | Should -Be $expected.Id
        (Get-VFVoiceNote -UserId $user -Skip 1 -First 1).Id | Should -Be $expected[1].Id
        (Get-VFVoiceNote -UserId $expected[0], 'unknown_user').Id | Should -Be $expected.Id
        Get-VFVoiceNote -UserId unknown_user | Should -BeNullOrEmpty
        { Get-VFVoiceNote -UserId $null } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'accepts a time ago: <Text>' -ForEach @(
        @{ Text = '-7d'; Value = '-7d'; Expected = { $now.AddDays(-7) } }
        @{ Text = '7d, as PowerShell reads it'; Value = 7d; Expected = { $null } }
        @{ Text = '12h'; Value = '12h'; Expected = { $now.AddHours(-12) } }
        @{ Text = '30 min'; Value = '30 min'; Expected = { $now.AddMinutes(-30) } }
        @{ Text = '2w'; Value = '2W'; Expected = { $now.AddDays(-14) } }
        @{ Text = 'a TimeSpan'; Value = [timespan]'7.00:00:00'; Expected = { $now.AddDays(-7) } }
        @{ Text = 'a negative TimeSpan'; Value = [timespan]'-7.00:00:00'; Expected = { $now.AddDays(-7) } }
        @{ Text = 'the text of a TimeSpan'; Value = '7.00:00:00'; Expected = { $now.AddDays(-7) } }
        @{ Text = 'today'; Value = 'today'; Expected = { [datetime]::Today } }
        @{ Text = 'yesterday'; Value = 'Yesterday'; Expected = { [datetime]::Today.AddDays(-1) } }
        @{ Text = '20251001'; Value = '20251001'; Expected = { [datetime]'2025-10-01' } }
        @{ Text = 'the number 20251001'; Value = 20251001; Expected = { [datetime]'2025-10-01' } }
    ) {
        Clear-RequestLog $sandbox
        $now = Get-Date
        $expected = & $Expected
        if ($null -eq $expected) {
            { Get-VFVoiceNote -After $Value -First 1 } | Should -Throw '*12h*'
            return
        }
        $null = Get-VFVoiceNote -After $Value -First 1
        $query = [uri]::UnescapeDataString((Get-RequestLog $sandbox)[0].query)
        $sent = [datetime]([regex]::Match($query, 'date_from=([^&]+)').Groups[1].Value)
        # The time of the command is later than $now, by no more than the command took.
        ($sent - $expected).TotalSeconds | Should -BeGreaterOrEqual -0.01
        ($sent - $expected) | Should -BeLessOrEqual ((Get-Date) - $now)
    }

    It 'accepts -7d without quotes' {
        Clear-RequestLog $sandbox
        $null = Get-VFVoiceNote -After -7d -Before 1d -First 1
        (Get-RequestLog $sandbox)[0].query | Should -BeLike '*date_from=*date_to=*'
    }

    It 'reads the text of a date in a string as the same day: <_>' -ForEach 'en-US', 'de-DE', 'en-GB', 'fa-IR', 'tr-TR' {
        $day = [datetime]::new(2025, 10, 1)
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try {
            Clear-RequestLog $sandbox
            $null = Get-VFVoiceNote -First 1 -After "$day" -Before "$([datetimeoffset]$day)"
            $null = Get-VFVoiceNote -First 1 -After $day.ToString('d', [cultureinfo]::CurrentCulture)
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        $utc = [uri]::EscapeDataString($day.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture))
        (Get-RequestLog $sandbox)[0].query | Should -BeLike "*date_from=$utc&date_to=$utc"
        (Get-RequestLog $sandbox)[-1].query | Should -BeLike "*date_from=$utc"
    }

    It 'supports the paging parameters of PowerShell' {
        (Get-VFVoiceNote -First 3).Id | Should -Be $allIds[0..2]
        (Get-VFVoiceNote -Skip 22).Id | Should -Be $allIds[22..24]
        (Get-VFVoiceNote -Skip 4 -First 3 -PageSize 2).Id | Should -Be $allIds[4..6]
        $counted = Get-VFVoiceNote -First 2 -IncludeTotalCount
        $counted[0] | Should -Be 25
        $counted[1..2].Id | Should -Be $allIds[0..1]
        Get-VFVoiceNote -First 0 | Should -BeNullOrEmpty
    }

    It 'supports the paging parameters for given IDs, as an argument and from the pipeline' {
        (Get-VFVoiceNote $allIds -Skip 2 -First 3).Id | Should -Be $allIds[2..4]
        ($allIds | Get-VFVoiceNote -Skip 2 -First 3).Id | Should -Be $allIds[2..4]
        ($allIds[0..9] | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Get-VFVoiceNote -Skip 3 -First 2).Id | Should -Be $allIds[3..4]
        Get-RequestLog $sandbox | Should -HaveCount 8
        Get-VFVoiceNote $allIds -First 0 | Should -BeNullOrEmpty
        $allIds | Get-VFVoiceNote -Skip 25 | Should -BeNullOrEmpty
    }

    It 'requests one page if Select-Object selects three notes' {
        (Get-VFVoiceNote -PageSize 10 | Select-Object -First 3).Id | Should -Be $allIds[0..2]
        Get-RequestLog $sandbox | Should -HaveCount 1
    }

    It 'returns the first note before the second page is requested' {
        $requests = Get-VFVoiceNote -PageSize 10 | ForEach-Object { (Get-RequestLog $sandbox).Count } | Select-Object -First 1
        $requests | Should -Be 1
    }

    It 'gets notes by ID: <Form>' -ForEach @(
        @{ Form = 'by position'; Script = { Get-VFVoiceNote $ids } }
        @{ Form = 'by name'; Script = { Get-VFVoiceNote -VoiceNoteId $ids } }
        @{ Form = 'by alias'; Script = { Get-VFVoiceNote -Id $ids } }
        @{ Form = 'by value'; Script = { $ids | Get-VFVoiceNote } }
        @{ Form = 'of notes'; Script = { $notes | Get-VFVoiceNote } }
        @{ Form = 'of rows with an Id'; Script = { $ids | ForEach-Object { [pscustomobject]@{ Id = $_ } } | Get-VFVoiceNote } }
        @{
            Form   = 'of rows read from CSV'
            Script = {
                $ids | ForEach-Object { [pscustomobject]@{ VoiceNoteId = $_; Name = 'x' } } | ConvertTo-Csv | ConvertFrom-Csv |
                    Get-VFVoiceNote
            }
        }
        @{
            Form   = 'of deserialized notes'
            Script = {
                $serialized = [System.Management.Automation.PSSerializer]::Serialize($notes)
                [System.Management.Automation.PSSerializer]::Deserialize($serialized) | Get-VFVoiceNote
            }
        }
    ) {
        $notes = Get-VFVoiceNote -First 3
        $ids = $notes.Id
        (& $Script).Id | Should -Be $ids
    }

    It 'writes an error for a missing note, and continues' {
        $got = Get-VFVoiceNote $allIds[0], 'nope', $allIds[1] -ErrorAction SilentlyContinue -ErrorVariable failures
        $got.Id | Should -Be $allIds[0..1]
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -Be 'VoiceNoteNotFound,VocaFuse.PowerShell.GetVFVoiceNoteCommand'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'nope'
        $failures[0].Exception.RequestId | Should -BeLike 'req_*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-VFVoiceNote*'
    }

    It 'escapes IDs in the path' {
        Get-VFVoiceNote '../account' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-RequestLog $sandbox)[0].path | Should -Be "/v1/${noteName}s/..%2Faccount"
    }

    It 'can be caught by its exception' {
        $caught = try { Get-VFVoiceNote nope -ErrorAction Stop } catch [VocaFuse.VocaFuseNotFoundException] { $_.Exception.Resource }
        $caught | Should -Be 'VoiceNote'
    }

    It 'maps <Status> to <Id>' -ForEach @(
        @{ Status = 400; Id = 'InvalidRequest'; Category = 'InvalidArgument' }
        @{ Status = 401; Id = 'AuthenticationFailed'; Category = 'AuthenticationError' }
        @{ Status = 403; Id = 'PermissionDenied'; Category = 'PermissionDenied' }
        @{ Status = 409; Id = 'ResourceExists'; Category = 'ResourceExists' }
        @{ Status = 429; Id = 'RateLimited'; Category = 'LimitsExceeded' }
        @{ Status = 500; Id = 'ServiceFailed'; Category = 'ResourceUnavailable' }
        @{ Status = 502; Id = 'ServiceFailed'; Category = 'ResourceUnavailable' }
    ) {
        $once = Connect-Sandbox $sandbox -Name once -Option @{ MaximumRetryCount = 0 }
        try {
            Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = $Status }
            $failure = { Get-VFVoiceNote -Connection $once -ErrorAction Stop } | Should -Throw -PassThru
        }
        finally { Disconnect-VFAccount once }
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $failure.CategoryInfo.Category | Should -Be $Category
    }

    It 'writes the error UnreadableResponse for a response of kind <Kind>' -ForEach @(
        @{ Kind = 'truncate' }, @{ Kind = 'empty' }, @{ Kind = 'garbage' }
    ) {
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = $Kind; count = -1 }
        $failure = { Get-VFVoiceNote -ErrorAction Stop } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'UnreadableResponse,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'reads the date 2025-10-01 the same way in cultures with another calendar: <_>' -ForEach @(
        'fa-IR', 'th-TH', 'ar-SA', 'de-DE', 'en-US'
    ) {
        $day = [DateTimeOffset]::new([datetime]::new(2025, 10, 1))
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try {
            Clear-RequestLog $sandbox
            $null = Get-VFVoiceNote -First 1 -After 2025-10-01 -Before '2025-10-02T03:04:05+02:00'
        }
        finally { [cultureinfo]::CurrentCulture = $before }
        $query = [uri]::UnescapeDataString((Get-RequestLog $sandbox)[0].query)
        $query | Should -BeLike "*date_from=$($day.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture))&*"
        $query | Should -BeLike '*date_to=2025-10-02T01:04:05Z*'
    }

    It 'rejects text that is not a time' {
        $message = '*is not a point in time. Specify a date such as 2025-10-01*yesterday*7d*TimeSpan*'
        $values = '2025-13-45', '3m', 7, 10.5, 'soon', '20251301', [timespan]::MinValue, [timespan]::MaxValue, (Get-Process -Id $PID)
        foreach ($text in $values) {
            { Get-VFVoiceNote -After $text } |
                Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage $message
        }
    }

    It 'rejects a year that belongs to another calendar than that of the culture: <_>' -ForEach 'fa-IR', 'th-TH' {
        $before = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
        try { { Get-VFVoiceNote -After '10/02/2025' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' }
        finally { [cultureinfo]::CurrentCulture = $before }
    }

    It 'writes a verbose line for each request, including prefetched ones' {
        Clear-RequestLog $sandbox
        # The delay lets prefetched pages complete.
        $output = Get-VFVoiceNote -PageSize 4 -Verbose 4>&1 | ForEach-Object {
            if ($_ -is [VocaFuse.VoiceNote]) { Start-Sleep -Milliseconds 20 }
            $_
        }
        $lines = @($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $lines.Count | Should -BeGreaterThan 3
        $lines | Should -HaveCount @(Get-RequestLog $sandbox).Count
    }

    It 'shows the delay that the service asks for, and the request ID of a failed request' {
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = 429; retryAfter = '600'; count = 1 }
        $limited = { Get-VFVoiceNote -ErrorAction Stop } | Should -Throw -PassThru
        "$limited" | Should -BeLike '*asks for a delay of 600 s*'
        $limited.ErrorDetails.RecommendedAction | Should -Be 'Run it again in 600 s.'
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = 500; count = 4 }
        $broken = { Get-VFVoiceNote -ErrorAction Stop } | Should -Throw -PassThru
        "$broken" | Should -BeLike "*Request ID: $($broken.Exception.RequestId)*"
    }

    It 'retries transient failures, and reports the retries in the verbose stream' {
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = 503; count = 2 }
        $output = Get-VFVoiceNote -First 1 -Verbose 4>&1
        ($output | Where-Object { $_ -is [VocaFuse.VoiceNote] }).Id | Should -Be $allIds[0]
        $lines = @($output | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })
        $lines[0].Message | Should -Match "^GET /${noteName}s\?page=0&limit=1 - 503 ServiceUnavailable, \d+ ms, request ID req_\w+$"
        $lines[-1].Message | Should -Match '200 OK, \d+ ms, attempt 3, request ID req_\w+$'
    }
}
