# Runs each recipe of the README against a local VocaFuse and checks the result. The newest note was created on Monday, 6 October 2025,
# and Get-Date returns the day after.
BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    . (Join-Path $root build/Help/Example.ps1)
    $recipes = @(Get-Example (Join-Path $root README.md) | ForEach-Object { @{ Title = $_.Title; Code = $_.Code } })
}

BeforeAll {
    foreach ($name in 'common', 'audio', 'prompt', 'webhooks') { . (Join-Path $PSScriptRoot "$name.ps1") }
    $root = Join-Path $PSScriptRoot '../..' -Resolve
    . (Join-Path $root build/Help/Example.ps1)
    $sandbox = Start-VFSandbox --notes 1000 --seed 18 --processing-ms 200

    function Get-Date {
        param([string] $Format)
        $today = [datetime]::new(2025, 10, 7, 9, 0, 0)
        $Format ? $today.ToString($Format) : $today
    }

    # Runs the recipe as a script, which can set an exit code, after replacing some of its text.
    function Invoke-Recipe {
        param([hashtable] $Replace = @{})
        $text = $Code
        foreach ($word in $Replace.Keys) {
            $text.Contains($word) | Should -BeTrue -Because "the recipe contains $word"
            $text = $text.Replace($word, "$($Replace[$word])")
        }
        $script = Join-Path $TestDrive recipe.ps1
        Set-Content $script $text
        $ErrorActionPreference = 'Continue'
        & $script
    }

    function Get-Log {
        param([string] $Method, [string] $Path)
        @(Get-RequestLog $sandbox | Where-Object { $_.method -eq $Method -and $_.path -like $Path })
    }
    function Get-Week { Get-VFVoiceNote -Status transcribed -After ([datetime]::new(2025, 9, 30, 9, 0, 0)) }

    $expectations = @{
        'Export captions every night' = {
            $timed, $untimed = (Get-Week | Get-VFTranscription).Where({ $_.Words }, 'Split')
            $untimed.Count | Should -BeGreaterThan 0
            $failures = @(Invoke-Recipe 2>&1)
            $failures.FullyQualifiedErrorId | Should -BeLike 'NoWordTimes,*'
            (Get-ChildItem captions).Name | Sort-Object | Should -Be ($timed.VoiceNoteId | ForEach-Object { "$_.vtt" } | Sort-Object)
            Get-Content (Get-ChildItem captions)[0] -TotalCount 1 | Should -Be WEBVTT

            # The next night: one file was deleted, and one note is new.
            Remove-Item "captions/$($timed[2].VoiceNoteId).vtt"
            $new = Invoke-Control $sandbox Post notes @{ count = 1; status = 'transcribed'; atFront = $true }
            Clear-RequestLog $sandbox
            $null = Invoke-Recipe 2>&1
            foreach ($id in $timed[2].VoiceNoteId, $new) { "captions/$id.vtt" | Should -Exist }
            (Get-Log GET '*/transcription').Count | Should -Be (2 + $untimed.Count) -Because 'existing files are not fetched again'
        }

        'Find what was said about refunds since Monday' = {
            $all = Get-VFVoiceNote -Status transcribed -First 100 | Get-VFTranscription
            $all[0].Text | Should -BeLike '*refund*'
            @($all | Where-Object Text -Match refund).Count | Should -BeGreaterThan 5 -Because 'older notes match too'
            $monday = @((Get-VFVoiceNote -Status transcribed -After ([datetime]::new(2025, 10, 6))).Id)
            $expected = $all | Where-Object { $_.VoiceNoteId -in $monday -and $_.Text -match 'refund|cancel' }
            $found = Invoke-Recipe
            $found.VoiceNoteId | Select-Object -Unique | Should -Be $expected.VoiceNoteId
            $found.Match | Should -Match 'refund|cancel'
        }

        'Delete old failed notes' = {
            $limit = (Get-Date).AddDays(-90)
            $failed = Get-VFVoiceNote -Status failed
            $old = @($failed | Where-Object CreatedAt -LE $limit)
            $old.Count | Should -BeGreaterThan 5
            $old.Count | Should -BeLessThan $failed.Count
            # Keep three of the old notes.
            $others, $old = $old.Where({ $true }, 'Split', $old.Count - 3)
            $others | Remove-VFVoiceNote -Confirm:$false
            Clear-RequestLog $sandbox
            Invoke-Recipe
            Get-Content deleted.txt | Sort-Object | Should -Be ($old.Id | Sort-Object)
            (Get-Log DELETE '*').Count | Should -Be 3 -Because '-WhatIf deletes nothing'
            (Get-VFVoiceNote).Count | Should -Be (1000 - $others.Count - 3)
        }

        'Export a month as a table' = {
            $from, $to = [datetime]::new(2025, 9, 1), [datetime]::new(2025, 10, 1)
            $notes = @(Get-VFVoiceNote | Where-Object { $_.CreatedAt -ge $from -and $_.CreatedAt -le $to })
            $notes.Count | Should -BeGreaterThan 50
            Invoke-Recipe
            $rows = Import-Csv 2025-09.csv
            $rows.Id | Should -Be $notes.Id
            $rows[0].PSObject.Properties.Name | Should -Be Id, UserId, Status, CreatedAt, DurationSeconds, FileSize
            foreach ($name in 'UserId', 'Status', 'FileSize') { $rows.$name | Should -Be $notes.$name.ForEach{ "$_" } }
            $rows.DurationSeconds.ForEach{ [double]$_ } | Should -Be $notes.DurationSeconds
            $rows.CreatedAt.ForEach{ [datetime]$_ } | Should -Be $notes.CreatedAt
        }

        'Upload recordings and export their transcriptions' = {
            Add-Recording
            Invoke-Recipe
            $sent = Get-VFVoiceNote -First 2
            $sent.OriginalFileName | Sort-Object | Should -Be monday.wav, tuesday.wav
            $sent.UserId | Should -Be user_42, user_42
            foreach ($note in $sent) { Get-Content "texts/$($note.Id).txt" -Raw | Should -BeLike "$(($note | Get-VFTranscription).Text)*" }
            (Get-ChildItem texts).Count | Should -Be 2
        }

        'Replace an API key' = {
            $before = New-VFApiKey 'nightly 2025-09'
            Set-Secret VocaFuse $before.Credential
            $null = Connect-VFAccount -Credential $before.Credential
            Invoke-Recipe
            (Get-VFApiKey).Name | Where-Object { $_ -like 'nightly*' } | Should -Be "nightly $(Get-Date -Format yyyy-MM)"
            (Get-Secret VocaFuse).UserName | Should -Not -Be $before.Credential.UserName
            { Connect-VFAccount -Credential $before.Credential } | Should -Throw -ExceptionType ([VocaFuse.VocaFuseAuthenticationException])
            (Connect-VFAccount -Credential (Get-Secret VocaFuse) -PassThru).Account | Should -Not -BeNullOrEmpty
        }

        'Create a webhook and process its events' = {
            $port = Get-FreePort
            $control = $sandbox.controlUri
            $id = (Get-VFVoiceNote -Status transcribed -First 1).Id
            # The service delivers an event as soon as the listener is ready.
            $service = 1 | ForEach-Object -AsJob -Parallel {
                $body = @{ event = 'voicenote.transcribed'; voicenote_id = $using:id } | ConvertTo-Json
                for ($i = 0; $i -lt 600; $i++) {
                    $response = try {
                        Invoke-RestMethod -Method Post "$using:control/deliver" -Body $body -ContentType application/json
                    }
                    catch { $null }
                    if ($response.status -eq 200) { return $response }
                    Start-Sleep -Milliseconds 100
                }
            }
            $PSDefaultParameterValues['Receive-VFWebhook:MaximumCount'] = 1
            $PSDefaultParameterValues['Receive-VFWebhook:TimeoutSec'] = 60
            try {
                Invoke-Recipe @{ 'https://hooks.example.com/vocafuse' = "http://127.0.0.1:$port/vocafuse"; '9000' = $port }
            }
            finally {
                $PSDefaultParameterValues.Remove('Receive-VFWebhook:MaximumCount')
                $PSDefaultParameterValues.Remove('Receive-VFWebhook:TimeoutSec')
                $response = $service | Receive-Job -Wait -AutoRemoveJob
            }
            $response.status | Should -Be 200
            Get-Content "texts/$id.txt" -Raw | Should -BeLike "$((Get-VFTranscription $id).Text)*"
        }

        'Process new notes without a webhook' = {
            $null = Invoke-Recipe
            $new = Invoke-Control $sandbox Post notes @{ count = 1; status = 'transcribed'; atFront = $true }
            $null = Invoke-Recipe
            (Get-ChildItem texts).Name | Should -Be "$new.txt"
        }

        'Create a token for a web page' = {
            . ([scriptblock]::Create($Code))
            $response = $json | ConvertFrom-Json
            $response.data.expires_in | Should -Be 900
            (ConvertFrom-VFAccessToken $response.data.jwt_token).UserId | Should -Be user_42
        }

        'Compare the usage of several accounts' = {
            Disconnect-VFAccount -All
            Set-Secret VocaFuse-Berlin (Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret)
            Set-Secret VocaFuse-Oslo (Get-SandboxCredential $sandbox.secondTenant.apiKey $sandbox.secondTenant.apiSecret)
            $warnings = @(Invoke-Recipe 3>&1)
            # Berlin used exactly twice as much as last month, Oslo more.
            $oslo = (Get-VFAccount -Connection Oslo).Usage
            "$warnings" |
                Should -Be "Oslo: $($oslo.CurrentMonth.TotalDuration) of audio, after $($oslo.PreviousMonth.TotalDuration) last month"
            (Get-VFConnection).Name | Sort-Object | Should -Be Berlin, Oslo
        }

        'Return an exit code from a job' = {
            $ids = @((Get-Week).Id)
            Invoke-Recipe 3>&1 | Should -BeNullOrEmpty
            $LASTEXITCODE | Should -Be 0
            (Get-ChildItem texts).BaseName | Sort-Object | Should -Be ($ids | Sort-Object)

            Remove-Item texts -Recurse
            Add-Fault $sandbox @{ path = "/voicenotes/$($ids[1])/transcription"; kind = 'status'; status = 404; count = 1 }
            "$(Invoke-Recipe 3>&1)" | Should -BeLike "$($ids[1]): There is no transcription*"
            $LASTEXITCODE | Should -Be 1
            (Get-ChildItem texts).Count | Should -Be ($ids.Count - 1)

            # A key that is rejected at the first request, and one that is revoked during the run.
            foreach ($path in '/voicenotes', '/voicenotes/*') {
                $null = Invoke-Control $sandbox Delete faults
                Add-Fault $sandbox @{ path = $path; kind = 'status'; status = 401; count = -1 }
                "$(Invoke-Recipe 3>&1)" | Should -Match '401'
                $LASTEXITCODE | Should -Be 2
            }
        }
    }
}

AfterAll { Stop-VFSandbox $sandbox }

Describe 'The recipes of the README' {
    BeforeEach {
        Reset-Sandbox $sandbox
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox
        $vault.Clear()
        $PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid())))
    }

    AfterEach {
        Pop-Location
        $PSDefaultParameterValues.Remove('Connect-VFAccount:BaseUri')
        Disconnect-VFAccount -All
    }

    It '<Title>' -ForEach $recipes {
        $expectations.ContainsKey($Title) | Should -BeTrue -Because 'each recipe needs an expected result in this file'
        & $expectations[$Title]
    }

    It 'have at most six lines each, and match the expected results in this file' {
        $recipes = @(Get-Example (Join-Path $root README.md))
        $recipes.Count | Should -Be 11
        foreach ($recipe in $recipes) { ($recipe.Code -split "`n").Count | Should -BeLessOrEqual 6 -Because $recipe.Title }
        $expectations.Keys | Sort-Object | Should -Be ($recipes.Title | Sort-Object)
    }
}

Describe 'The rest of the README' {
    BeforeAll {
        $readme = (Get-Content (Join-Path $root README.md) -Raw).ReplaceLineEndings("`n")
        function Get-Section { param([string] $Title) [regex]::Match($readme, "(?s)\n## $Title\n(.+?)(?=\n## )").Groups[1].Value }
    }

    It 'shows working ways to connect, including several accounts' {
        'VocaFuse', 'VocaFuse-Oslo' | ForEach-Object { Set-Secret $_ (Get-SandboxCredential $sandbox.apiKey $sandbox.apiSecret) }
        Set-Secret VocaFuse-Berlin (Get-SandboxCredential $sandbox.secondTenant.apiKey $sandbox.secondTenant.apiSecret)
        $blocks = [regex]::Matches((Get-Section Connect), '(?s)```powershell\n(.+?)\n```').ForEach{ $_.Groups[1].Value }
        $blocks.Count | Should -Be 2
        $PSDefaultParameterValues['Connect-VFAccount:BaseUri'] = $sandbox.baseUri
        try {
            Use-Environment @{ VOCAFUSE_API_KEY = $sandbox.apiKey; VOCAFUSE_API_SECRET = $sandbox.apiSecret } {
                $blocks[0].Replace('sk_live_…', $sandbox.apiKey) -split '(?m)^(?=# )' -ne '' | ForEach-Object {
                    Disconnect-VFAccount -All
                    & ([scriptblock]::Create($_))
                    (Get-VFAccount).Id | Should -Not -BeNullOrEmpty -Because $_
                }
            }
            $notes = & ([scriptblock]::Create($blocks[1]))
            $notes.Count | Should -Be 7 -Because 'the account in Berlin has 7 notes'
        }
        finally {
            $PSDefaultParameterValues.Remove('Connect-VFAccount:BaseUri')
            Disconnect-VFAccount -All
        }
    }

    It 'lists every command once' {
        $rows = [regex]::Matches((Get-Section 'The commands'), '(?m)^\|.+').Value
        $named = $rows.ForEach{ [regex]::Matches($_, '`(\w+-VF\w+)`') }.ForEach{ $_.Groups[1].Value }
        $named | Sort-Object | Should -Be ((Get-Command -Module VocaFuse).Name | Sort-Object)
    }

    It 'shows output only in the generated picture' {
        $readme | Should -Not -Match '```(output|text)'
    }

    It 'lists the tasks of build.ps1' {
        $tasks = (Get-Command (Join-Path $root build.ps1)).Parameters['Task'].Attributes.Where{ $_ -is [ValidateSet] }.ValidValues
        $readme | Should -Match "-Task $([regex]::Escape($tasks -join ' | '))``"
    }

    It 'has at most 220 lines' {
        ($readme -split "`n").Count | Should -BeLessThan 221
    }
}
