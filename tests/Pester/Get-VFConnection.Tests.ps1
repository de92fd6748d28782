Describe 'Get-VFConnection' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'common.ps1')
        $sandbox = Start-VFSandbox --notes 2
    }

    AfterAll { Stop-ConnectedSandbox $sandbox }

    BeforeEach {
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox -Name first
        $null = Connect-Sandbox $sandbox -Name second
    }

    It 'finds them by wildcard, and reports an unknown name' {
        (Get-VFConnection).Name | Should -Be 'first', 'second'
        (Get-VFConnection f*).Name | Should -Be 'first'
        Get-VFConnection none -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
    }
}
