# Compiles the help sources in docs/en-US for Get-Help: platyPS creates the MAML of the cmdlet pages, which is then formatted for the
# terminal; about topics become text.
param(
    [Parameter(Mandatory)] [string] $SourcePath,
    [Parameter(Mandatory)] [string] $OutputPath
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Import-Module Microsoft.PowerShell.PlatyPS
. (Join-Path $PSScriptRoot 'Text.ps1')

# Get-Help indents lines by four columns, in parameters, inputs and notes by eight, and a console of 80 columns shows 79.
$width = 75
$narrow = 71

$maml = 'http://schemas.microsoft.com/maml/2004/10'
$command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'

function Add-Element {
    param([System.Xml.XmlElement] $Parent, [string] $Name, [string] $Namespace, [string] $Text)

    $prefix = @{ $maml = 'maml'; $command = 'command'; $dev = 'dev' }[$Namespace]
    $element = $Parent.AppendChild($Parent.OwnerDocument.CreateElement($prefix, $Name, $Namespace))
    if ($Text) { $element.InnerText = $Text }
    $element
}

# Formats the texts of a page before platyPS writes them.
function Format-Page {
    param($Page)

    $Page.Description = ConvertTo-PlainText $Page.Description $width
    $Page.Notes = ConvertTo-PlainText $Page.Notes $narrow
    foreach ($item in @($Page.Parameters) + @($Page.Inputs) + @($Page.Outputs)) {
        $item.Description = ConvertTo-PlainText $item.Description $narrow
    }
    $Page
}

# platyPS puts a whole example into its introduction. Get-Help shows introduction, code and remarks: the text before the code, the
# code, and its output.
function Write-Example {
    param([System.Xml.XmlElement] $Element, $Example)

    $Element.RemoveAll()
    $null = Add-Element $Element title $maml "-------- $($Example.Title) --------"
    $before, $code, $after = [regex]::Split($Example.Remarks, '(?s)```powershell\r?\n(.+?)\r?\n```', 'None', [timespan]::FromSeconds(5))
    if (-not $code) { throw "'$($Example.Title)' has no code." }
    $introduction = Add-Element $Element introduction $maml
    if ($before.Trim()) { $null = Add-Element $introduction para $maml "$(ConvertTo-PlainText $before $width)`n`n" }
    $null = Add-Element $Element code $dev $code
    $remarks = Add-Element $Element remarks $dev
    # Output is not indented like code in running text.
    $shown = foreach ($piece in [regex]::Split($after, '(?s)(```output\r?\n.+?\r?\n```)')) {
        if ($piece -match '(?s)^```output\r?\n(.+)\r?\n```') { $Matches[1] } elseif ($piece.Trim()) { ConvertTo-PlainText $piece $width }
    }
    if ($shown) { $null = Add-Element $remarks para $maml ($shown -join "`n`n") }
    # An empty line before the next title.
    $null = Add-Element $remarks para $maml ' '
}

# Adds the short type name, as in the syntax, and the default value, which platyPS omits.
function Write-Parameter {
    param([System.Xml.XmlElement] $Element, [string] $ShortType, $Parameter)

    if ($value = $Element['command:parameterValue']) { $value.InnerText = $ShortType }
    $Element['dev:type']['maml:name'].InnerText = $ShortType ? $ShortType : 'SwitchParameter'
    $null = Add-Element $Element defaultValue $dev ($Parameter.DefaultValue ? $Parameter.DefaultValue : 'None')
}

function Write-Command {
    param([System.Xml.XmlElement] $Element, $Page)

    $short = @{}
    foreach ($parameter in $Element.GetElementsByTagName('command:syntaxItem').ForEach{ $_.GetElementsByTagName('command:parameter') }) {
        $short[$parameter['maml:name'].InnerText] = "$($parameter['command:parameterValue']?.InnerText)"
        $parameter['dev:type']['maml:name'].InnerText = $short[$parameter['maml:name'].InnerText]
    }
    foreach ($parameter in $Element['command:parameters'].ChildNodes) {
        $name = $parameter['maml:name'].InnerText
        Write-Parameter $parameter $short[$name] ($Page.Parameters | Where-Object Name -EQ $name)
    }
    $examples = @($Element['command:examples'].ChildNodes)
    for ($i = 0; $i -lt $examples.Count; $i++) { Write-Example $examples[$i] $Page.Examples[$i] }
    # Links between pages are relative to the Markdown files; the terminal shows only their names.
    foreach ($link in $Element['command:relatedLinks'].ChildNodes) {
        if ($link['maml:uri'].InnerText -notlike 'http*') { $link['maml:uri'].InnerText = '' }
    }
}

function Export-CommandHelp {
    $sources = Get-ChildItem $SourcePath -Filter *-*.md | Sort-Object Name
    $pages = @($sources | ForEach-Object { Format-Page (Import-MarkdownCommandHelp $_.FullName) })
    $temporary = New-Item -ItemType Directory -Path ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [guid]::NewGuid()))
    try {
        $file = $pages | Export-MamlCommandHelp -OutputFolder $temporary
        $document = [xml](Get-Content $file.FullName -Raw)
    }
    finally {
        Remove-Item $temporary -Recurse
    }
    foreach ($element in $document.DocumentElement.ChildNodes) {
        $name = $element['command:details']['command:name'].InnerText
        Write-Command $element ($pages | Where-Object Title -EQ $name)
    }

    $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
    $writer = [System.Xml.XmlWriter]::Create((Join-Path $OutputPath $file.Name), $settings)
    try { $document.Save($writer) } finally { $writer.Dispose() }
}

# Converts an about topic. Get-Help reads the synopsis from the section SHORT DESCRIPTION. Section headings are not indented; their
# content and subheadings are.
function Export-AboutTopic {
    param([System.IO.FileInfo] $Source)

    $pieces = [regex]::Split((Get-Content $Source -Raw), '(?m)^(#+) (.+?)\r?$')
    $lines = for ($i = 1; $i -lt $pieces.Count; $i += 3) {
        $depth = $pieces[$i].Length
        $heading = ConvertTo-PlainLine $pieces[$i + 1]
        $text = ConvertTo-PlainText $pieces[$i + 2] ($width + 4 - 4 * ($depth -eq 3 ? 2 : 1))
        switch ($depth) {
            1 { 'TOPIC', "    $heading", '' }
            2 { $heading.ToUpperInvariant(), ($text -replace '(?m)^(?=.)', '    '), '' }
            3 { "    $heading", ($text -replace '(?m)^(?=.)', '        '), '' }
        }
    }
    [System.IO.File]::WriteAllText((Join-Path $OutputPath "$($Source.BaseName).help.txt"), ($lines -join "`n" -replace '\n{3,}', "`n`n"))
}

$OutputPath = (New-Item -ItemType Directory -Path $OutputPath -Force).FullName
Export-CommandHelp
Get-ChildItem $SourcePath -Filter about_*.md | ForEach-Object { Export-AboutTopic $_ }
