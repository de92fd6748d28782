BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox '--notes' 25 '--seed' 1
}

AfterAll {
    Disconnect-VFAccount -All
    Stop-VFSandbox $sandbox
}

Describe 'Connect-VFAccount' {
    It 'connects with a credential and shows no secret' {
        $connection = Connect-Sandbox $sandbox
        $connection.Environment | Should -Be 'Test'
        $connection.ApiKey | Should -Not -Be $sandbox.apiKey
        $connection.ApiKey | Should -BeLike "sk_test_*$($sandbox.apiKey.Substring($sandbox.apiKey.Length - 4))"
        $connection.IsCurrent | Should -BeTrue
    }
}
