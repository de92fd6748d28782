Describe 'Listing each note exactly once, <Envelope> envelope' -ForEach @(@{ Envelope = 'bare' }, @{ Envelope = 'data' }) {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-ConnectedSandbox --notes 350 --seed 4 --envelope $Envelope

        function Get-SandboxNote { @(Invoke-Control $sandbox Get notes | ForEach-Object { $_ }) }
        function Get-ListRequest { @(Get-RequestLog $sandbox | Where-Object path -EQ "/v1/${noteName}s") }
        $allIds = Get-SandboxNote
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach { Reset-Sandbox $sandbox }

    It 'deletes exactly <What>' -ForEach @(
        @{
            What = 'every second note'
            Script = { $n = 0; Get-VFVoiceNote -PageSize 20 | Where-Object { $n++ % 2 } | Remove-VFVoiceNote -Confirm:$false }
            Left = { param($id) for ($i = 0; $i -lt $id.Count; $i += 2) { $id[$i] } }
        }
        @{
            What = 'all but the newest ten'
            Script = { Get-VFVoiceNote -Skip 10 | Remove-VFVoiceNote -Confirm:$false }
            Left = { param($id) $id[0..9] }
        }
        @{
            What = 'all but the newest 120, page by page'
            Script = { Get-VFVoiceNote -Skip 120 -PageSize 10 | Remove-VFVoiceNote -Confirm:$false }
            Left = { param($id) $id[0..119] }
        }
        @{
            What = 'the newest 150'
            Script = { Get-VFVoiceNote -First 150 | Remove-VFVoiceNote -Confirm:$false }
            Left = { param($id) $id[150..349] }
        }
    ) {
        & $Script
        Get-SandboxNote | Should -Be (& $Left $allIds)
    }

    It 'lists each note once while notes are deleted and added' {
        $listed = Get-VFVoiceNote -PageSize 30 | ForEach-Object -Begin { $n = 0 } -Process {
            $_.Id
            if ($n++ % 20 -eq 10) {
                # Delete listed notes, so that later ones move up, and add notes at the start and at the end.
                $null = Invoke-Control $sandbox Delete "notes/$($_.Id)"
                $null = Invoke-Control $sandbox Delete "notes/$previous"
                $null = Invoke-Control $sandbox Post notes @{ count = 1; atFront = [bool] ($n % 40 -eq 11) }
            }
            $previous = $_.Id
        }
        $listed | Sort-Object -Unique | Should -HaveCount $listed.Count
        $remaining = Get-SandboxNote
        $allIds | Where-Object { $_ -in $remaining -and $_ -notin $listed } | Should -BeNullOrEmpty
    }

    It 'requests no more pages than -First needs' {
        (Get-VFVoiceNote -First 120).Id | Should -Be $allIds[0..119]
        Get-ListRequest | Should -HaveCount 2
        Clear-RequestLog $sandbox
        (Get-VFVoiceNote -Skip 100 -First 100).Id | Should -Be $allIds[100..199]
        Get-ListRequest | Should -HaveCount 1
        Clear-RequestLog $sandbox
        (Get-VFVoiceNote -PageSize 5 | Select-Object -First 3).Id | Should -Be $allIds[0..2]
        Get-ListRequest | Should -HaveCount 1
    }

    It 'counts without reading the list' {
        $count = Get-VFVoiceNote -First 0 -IncludeTotalCount
        [int] $count | Should -Be 350
        $count.Accuracy | Should -Be 1
        (Get-ListRequest).query | Should -Be 'page=0&limit=1'
    }

    It 'prefetches at most eight pages' {
        $null = Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'latency'; delayMs = 100; count = -1 }
        (Get-VFVoiceNote -PageSize 20).Id | Should -Be $allIds
        (Invoke-Control $sandbox Get requests/max-concurrent).maxConcurrent | Should -Be 8
    }

    It 'returns the notes before a failed page, and recommends the -Skip value to resume' {
        $once = Connect-Sandbox $sandbox -Name once -Option @{ MaximumRetryCount = 0 }
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = 500; skip = 2; count = -1 }
        $listed = Get-VFVoiceNote -Connection $once -ErrorAction SilentlyContinue -ErrorVariable failed
        $listed.Count | Should -BeGreaterThan 150
        $listed.Id | Should -Be $allIds[0..($listed.Count - 1)]
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ServiceFailed,*'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match "-Skip $($listed.Count)\b"

        $null = Invoke-Control $sandbox Delete faults
        (Get-VFVoiceNote -Connection $once -Skip $listed.Count).Id | Should -Be $allIds[$listed.Count..349]
        # With -Skip and -First, the recommendation continues the original range.
        Add-Fault $sandbox @{ path = '/voicenotes'; kind = 'status'; status = 500; skip = 2; count = -1 }
        $part = Get-VFVoiceNote -Connection $once -Skip 40 -First 300 -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].ErrorDetails.RecommendedAction | Should -Match "-Skip $(40 + $part.Count) -First $(300 - $part.Count)\b"
        Disconnect-VFAccount once
    }
}
