BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox '--notes' 25 '--seed' 3

    function Get-SandboxNote { @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ }) }

    function Get-Deletion { @(Get-RequestLog $sandbox | Where-Object method -EQ 'DELETE') }
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'Remove-VFVoiceNote at a prompt' {
    BeforeAll {
        Reset-Sandbox $sandbox
        $notes = Get-SandboxNote
        $failed = @(Invoke-Control $sandbox Post notes @{ count = 2; status = 'failed' } | ForEach-Object { $_ })

        # An interactive PowerShell, whose prompts read the standard input. Each part of the script has its own notes.
        $script = Join-Path $TestDrive 'interactive.ps1'
        Set-Content $script @"
. '$(Join-Path $PSScriptRoot common.ps1)'
Connect-VFAccount -Credential (Get-SandboxCredential '$($sandbox.apiKey)' '$($sandbox.apiSecret)') -BaseUri '$($sandbox.baseUri)'
`$note = Get-VFVoiceNote -First 1
`$note | Remove-VFVoiceNote -WhatIf
"expected: `$(`$note.Id) (`$(`$note.OriginalFilename), `$(`$note.Status))"
Remove-VFVoiceNote vn_unseen -WhatIf
`$key = Get-VFApiKey | Select-Object -Last 1
Remove-VFApiKey `$key.Id -KeyPrefix `$key.KeyPrefix -WhatIf
"expected: `$(`$key.Id) (`$(`$key.Name))"
'--'
Get-VFVoiceNote -Status failed -Before (Get-Date).AddDays(-30) | Remove-VFVoiceNote -WhatIf -PassThru
'--'
'$($notes[0])', '$($notes[1])', '$($notes[2])' | Remove-VFVoiceNote -PassThru
'--'
'$($notes[3])', '$($notes[4])', '$($notes[5])' | Remove-VFVoiceNote
"@
        $output = "N`nY`nN`nN`nA" | Invoke-Pwsh -NoProfile -File $script
        $details, $whatIf, $prompts, $null = $output -join "`n" -split '(?m)^--$' | ForEach-Object { , @($_ -split "`n" -ne '') }
        $remaining = Get-SandboxNote
    }

    It 'shows known details of the object' {
        $targets = @($details -match '^What if: ' -replace '^.* on target "(.*)"\.$', '$1')
        $expected = @($details -match '^expected: ' -replace '^expected: ')
        $targets | Should -Be $expected[0], 'vn_unseen', $expected[1]
    }

    It 'lists with -WhatIf what it would delete' {
        $whatIf | Should -BeLike 'What if: *'
        $whatIf.Count | Should -Be (Invoke-Control $sandbox Get 'notes?status=failed').Count
        $failed | ForEach-Object { $id = $_; @($whatIf | Where-Object { $_ -like "*$id*" }).Count | Should -Be 1 }
    }

    It 'prompts before each deletion, and not again after Yes to All' {
        $prompts | Should -Contain $notes[1]
        $remaining | Should -Be ($failed + $notes[0, 2, 3] + $notes[6..24])
        (Get-Deletion).Count | Should -Be 3
    }
}

Describe 'Remove-VFVoiceNote' {
    BeforeEach {
        Reset-Sandbox $sandbox
        $ids = Get-SandboxNote
    }

    It 'deletes the notes with the given IDs without output' {
        Remove-VFVoiceNote $ids[0], $ids[1] -Confirm:$false | Should -BeNullOrEmpty
        Get-SandboxNote | Should -Be $ids[2..24]
    }

    It 'returns the deleted IDs in input order with -PassThru' {
        $removed = $ids[5..15] | Remove-VFVoiceNote -PassThru -Confirm:$false
        $removed | Should -Be $ids[5..15]
        Get-SandboxNote | Should -Be ($ids[0..4] + $ids[16..24])
    }

    It 'accepts <what>' -ForEach @(
        @{ what = 'voice notes'; make = { Get-VFVoiceNote $ids[3], $ids[4] } }
        @{
            what = 'transcriptions, whose notes it deletes'
            make = {
                $null = $ids[3, 4] | ForEach-Object { Invoke-Control $sandbox Patch "notes/$_" @{ status = 'transcribed' } }
                Get-VFTranscription $ids[3], $ids[4]
            }
        }
        @{
            what = 'deserialized objects'
            make = {
                Get-VFVoiceNote $ids[3], $ids[4] | ForEach-Object {
                    $serialized = [System.Management.Automation.PSSerializer]::Serialize($_)
                    [System.Management.Automation.PSSerializer]::Deserialize($serialized)
                }
            }
        }
        @{ what = 'rows of a CSV file with an Id'; make = { $ids[3], $ids[4] | ForEach-Object { [pscustomobject]@{ Id = $_ } } } }
        @{
            what = 'rows with both IDs'
            make = { $ids[3], $ids[4] | ForEach-Object { [pscustomobject]@{ Id = 'tr_1'; VoiceNoteId = $_ } } }
        }
    ) {
        $given = & $make
        $given | Remove-VFVoiceNote -PassThru -Confirm:$false | Should -Be $ids[3, 4]
    }

    It 'continues after a missing note' {
        $removed = $ids[0], 'vn_gone', $ids[1] |
            Remove-VFVoiceNote -PassThru -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $removed | Should -Be $ids[0, 1]
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'VoiceNoteNotFound,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'vn_gone'
    }

    It 'treats a deletion whose response was lost as successful' {
        Add-Fault $sandbox @{ method = 'DELETE'; kind = 'reset'; applyFirst = $true }
        $ids[0] | Remove-VFVoiceNote -PassThru -Confirm:$false | Should -Be $ids[0]
        (Get-Deletion).Count | Should -Be 2
    }

    It 'limits concurrent deletions with -ThrottleLimit' {
        Add-Fault $sandbox @{ method = 'DELETE'; kind = 'latency'; delayMs = 60; count = -1 }
        $ids | Remove-VFVoiceNote -ThrottleLimit 3 -Confirm:$false
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrent | Should -Be 3
        Get-SandboxNote | Should -BeNullOrEmpty
    }
}
