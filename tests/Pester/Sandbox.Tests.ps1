# Tests the command-line options of the sandbox.
BeforeAll { . (Join-Path $PSScriptRoot 'common.ps1') }

Describe 'The options of the sandbox' {
    It 'ends with exit code 2, the reason and the usage: <Argument>' -ForEach @(
        @{ Argument = @('--famly', 'both'); Reason = "The option '--famly' is unknown." }
        @{ Argument = @('--family', 'notes'); Reason = "'notes' is not a value of --family: voicenotes, recordings, both." }
        @{ Argument = @('--family'); Reason = 'The option --family needs a value: voicenotes, recordings, both.' }
        @{ Argument = @('--unknown-route', '404'); Reason = "'404' is not a value of --unknown-route: error, not-found, missing-token." }
        @{ Argument = @('--notes', 'many'); Reason = "'many' is not a value of --notes: a whole number from 0." }
        @{ Argument = @('--port', '70000'); Reason = "'70000' is not a value of --port: a whole number from 0 to 65535." }
        @{ Argument = @('--notes', '5', 'x'); Reason = "The option 'x' is unknown." }
    ) {
        $failure = { Start-VFSandbox @Argument } | Should -Throw -PassThru
        "$failure" | Should -BeLike "*exit code 2: sandbox: $($Reason)*usage:*--strict*"
    }

    It 'ends with exit code 1 and the reason if its port is in use' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $failure = { Start-VFSandbox --port $listener.LocalEndpoint.Port } | Should -Throw -PassThru
            "$failure" | Should -BeLike "*exit code 1: sandbox: Port $($listener.LocalEndpoint.Port) cannot be used:*in use*"
        }
        finally { $listener.Stop() }
    }

    It 'describes every option in its README' {
        $failure = { Start-VFSandbox --help } | Should -Throw -PassThru
        $options = @([regex]::Matches("$failure", '\[(--[\w-]+)').ForEach({ $_.Groups[1].Value }))
        $options.Count | Should -BeGreaterThan 10
        $page = Get-Content (Join-Path $PSScriptRoot '../Sandbox/README.md') -Raw
        $options | Where-Object { $page -notmatch "``$_(?![\w-])" } | Should -BeNullOrEmpty
    }
}
