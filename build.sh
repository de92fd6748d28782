#!/usr/bin/env bash
# Usage: ./build.sh [build|test|package|bench|demo|shell|clean]
# Runs build.ps1 with the PowerShell on the path or one restored from the package feed. Without PowerShell, it does what the .NET SDK
# alone can do, and reports what it skipped.
set -euo pipefail
cd "$(dirname "$0")"

task="${1:-build}"
case "$task" in
    build | test | package | bench | demo | shell | clean) ;;
    *)
        echo "usage: ./build.sh [build|test|package|bench|demo|shell|clean]" >&2
        exit 2
        ;;
esac

if ! command -v dotnet > /dev/null; then
    echo "The .NET SDK 10 (10.0.400 or later) is required, and dotnet is not on the path. Download it from https://dot.net/download" >&2
    exit 1
fi

# Without a suitable SDK, this shows the version that global.json requires.
dotnet --version > /dev/null || exit 1

is_new_enough() {
    "$@" -NoProfile -NonInteractive -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' > /dev/null 2>&1
}

powershell=()
reason="none is on the path"
if command -v pwsh > /dev/null; then
    if is_new_enough pwsh; then
        powershell=(pwsh)
    else
        reason="the one on the path $(version=$(pwsh --version 2> /dev/null) && echo "is $version" || echo "does not start")"
    fi
fi
if [ ${#powershell[@]} -eq 0 ] && dotnet tool restore > /dev/null 2>&1 && is_new_enough dotnet tool run pwsh --; then
    powershell=(dotnet tool run pwsh --)
fi

if [ ${#powershell[@]} -gt 0 ]; then
    if [ "$task" = shell ]; then
        # shellcheck disable=SC2016 # PowerShell reads the variable.
        exec "${powershell[@]}" -NoProfile -NoExit -Command 'try { ./build.ps1 -Task Shell } catch { Write-Error $_; exit 1 }'
    fi
    exec "${powershell[@]}" -NoProfile -File build.ps1 -Task "$task"
fi

how_to_get_powershell() {
    echo "PowerShell 7.4 or later was not found: $reason, and 'dotnet tool restore' did not install one."
    echo "Install it from https://aka.ms/powershell or with 'dotnet tool install --global powershell', then run ./build.sh $task again."
}

build_without_powershell() {
    dotnet build VocaFuse.slnx --configuration Release --nologo --verbosity quiet
}

# Runs the C# sample against the sandbox.
demo_without_powershell() {
    coproc sandbox { dotnet tests/Sandbox/bin/Release/net10.0/VocaFuse.Sandbox.dll --notes 12 --seed 7; }
    local line
    read -r line <&"${sandbox[0]}"
    value() { grep -oE "\"$1\":\"[^\"]*\"" <<< "$line" | head -n 1 | cut -d '"' -f 4; }
    VOCAFUSE_API_KEY="$(value apiKey)" VOCAFUSE_API_SECRET="$(value apiSecret)" \
        dotnet samples/QuickStart/bin/Release/net10.0/QuickStart.dll "$(value baseUri)"
    eval "exec ${sandbox[1]}>&-"
    wait "$sandbox_PID" || true
}

test_without_powershell() {
    local results=out/TestResults/unit.xml
    mkdir -p out/TestResults
    rm -f "$results"
    dotnet tests/Unit/bin/Release/net10.0/VocaFuse.Unit.dll -noLogo -result-xml "$results" || true
    [ -f "$results" ] || {
        echo "xunit did not finish: there are no results." >&2
        exit 1
    }
    count() { grep -o "<assembly [^>]*" "$results" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+'; }
    local skipped_files
    skipped_files=$(find tests/Pester -name '*.Tests.ps1' | wc -l)
    echo
    echo "Pester did not run: its $skipped_files test files require PowerShell and count as skipped."
    how_to_get_powershell
    echo "Tests: $(count passed) passed, $(($(count failed) + $(count errors))) failed, $(($(count skipped) + skipped_files)) skipped"
    [ "$(count failed)" -eq 0 ] && [ "$(count errors)" -eq 0 ] && [ "$(count passed)" -gt 0 ]
}

case "$task" in
    build)
        build_without_powershell
        echo "The assemblies were built, but the module in out/ was not assembled."
        how_to_get_powershell
        exit 1
        ;;
    test)
        build_without_powershell
        test_without_powershell
        ;;
    demo)
        build_without_powershell
        echo "This C# sample uses the core client; the cmdlets require PowerShell."
        how_to_get_powershell
        echo
        demo_without_powershell
        ;;
    *)
        how_to_get_powershell
        exit 1
        ;;
esac
