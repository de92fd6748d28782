BeforeAll {
    . (Join-Path $PSScriptRoot 'common.ps1')
    $sandbox = Start-VFSandbox --notes 3 --seed 1
    $other = Start-VFSandbox --notes 5 --seed 2
}

AfterAll {
    Disconnect-VFAccount -All
    Stop-VFSandbox $sandbox
    Stop-VFSandbox $other
}

Describe 'Select-VFConnection' {
    BeforeEach {
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox -Name first
        $null = Connect-Sandbox $other -Name second
    }

    It 'makes an existing connection the current one: <What>' -ForEach @(
        @{ What = 'by name'; Script = { Select-VFConnection First } }
        @{ What = 'from the pipeline'; Script = { Get-VFConnection first | Select-VFConnection } }
        @{ What = 'as an object'; Script = { Select-VFConnection (Get-VFConnection first) } }
    ) {
        @(Get-VFVoiceNote).Count | Should -Be 5
        & $Script | Should -BeNullOrEmpty
        @(Get-VFVoiceNote).Count | Should -Be 3
        (Get-VFConnection | Where-Object IsCurrent).Name | Should -Be 'first'
        (Get-VFConnection).Count | Should -Be 2
    }

    It 'returns the connection with -PassThru' {
        $connection = Select-VFConnection first -PassThru
        $connection.Name, $connection.IsCurrent | Should -Be 'first', $true
    }

    It 'changes nothing for an unknown or a closed connection' {
        $closed = Get-VFConnection first
        Disconnect-VFAccount first
        { Select-VFConnection nope -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionNotFound,*'
        { Select-VFConnection $closed -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionClosed,*'
        { Select-VFConnection $null -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionNotFound,*'
        (Get-VFConnection).Name | Should -Be 'second'
        @(Get-VFVoiceNote).Count | Should -Be 5
    }
}

Describe 'Connections and secrets in the pipeline' {
    BeforeEach {
        Disconnect-VFAccount -All
        $null = Connect-Sandbox $sandbox -Name first
        $null = Connect-Sandbox $other -Name second
        Clear-RequestLog $sandbox
        Clear-RequestLog $other
    }

    It 'sends the request to each account' {
        (Get-VFConnection | Get-VFAccount).Count | Should -Be 2
        @(Get-RequestLog $sandbox).Count, @(Get-RequestLog $other).Count | Should -Be 1, 1
    }

    It 'connect with a new key' {
        $connection = New-VFApiKey nightly | Connect-VFAccount -BaseUri $other.baseUri -Name third -PassThru
        $connection.Name | Should -Be 'third'
        Get-VFAccount -Connection third | Should -Not -BeNullOrEmpty
    }

    It 'test the endpoint of a new webhook, with its secret' {
        . (Join-Path $PSScriptRoot 'webhooks.ps1')
        $port = Get-FreePort
        $created = New-VFWebhook "http://127.0.0.1:$port/" -Secret (ConvertTo-SecureString $webhookSecret -AsPlainText -Force)
        $receiver = Start-Receiver $port { param($port) Receive-VFWebhook $port -MaximumCount 1 }
        ($created | Send-VFWebhookTest).StatusCode | Should -Be 200
        $receiver.Shell.EndInvoke($receiver.Running)
        $receiver.Output.Event | Should -Be 'voicenote.transcribed'
    }

    It 'need a secret for a webhook that was not just created' {
        Get-VFWebhook | Remove-VFWebhook -Confirm:$false
        $null = New-VFWebhook http://127.0.0.1:9/ -GenerateSecret
        { Get-VFWebhook | Send-VFWebhookTest } | Should -Throw -ErrorId 'NoWebhookSecret,*'
        { Send-VFWebhookTest http://127.0.0.1:9/ -Secret $null } | Should -Throw -ErrorId 'NoWebhookSecret,*'
    }
}
