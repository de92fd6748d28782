# Commands on a large account. They share one service, because its start and its requests take long.
BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-ConnectedSandbox --notes 10000 --seed 5
}

AfterAll { Stop-ConnectedSandbox $sandbox }

Describe 'An account with 10,000 notes' {
    BeforeEach { Reset-Sandbox $sandbox }

    It 'needs the list requests and ten more to export 10 new notes' {
        $ids = @(Invoke-Control $sandbox Get 'notes?status=transcribed' | ForEach-Object { $_ })
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive texts)).FullName
        foreach ($id in $ids | Select-Object -Skip 10) { [System.IO.File]::WriteAllText("$folder/$id.txt", 'x') }
        Clear-RequestLog $sandbox
        Get-VFVoiceNote -Status transcribed | Export-VFTranscription $folder -SkipExisting
        $requests = Get-RequestLog $sandbox
        @($requests | Where-Object path -Like '*/transcription').Count | Should -Be 10
        $requests.Count | Should -BeLessOrEqual ([math]::Ceiling($ids.Count / 50) + 20)
        @([System.IO.Directory]::EnumerateFiles($folder)).Count | Should -Be $ids.Count
    }

    It 'is deleted with one pipeline' {
        Get-VFVoiceNote | Remove-VFVoiceNote -Confirm:$false
        (Invoke-Control $sandbox Get state).notes | Should -Be 0
        # One deletion per note, and about one request per page.
        $requests = Get-RequestLog $sandbox
        @($requests | Where-Object method -EQ 'DELETE').Count | Should -Be 10000
        @($requests | Where-Object path -EQ "/v1/${noteName}s").Count | Should -BeLessThan 300
    }
}
