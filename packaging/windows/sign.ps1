# Signs files: sign.ps1 FILE... It reads WINDOWS_CERTIFICATE, a PKCS #12 file as base64, and
# WINDOWS_CERTIFICATE_PASSWORD; neither is ever an argument of a program, where others could see it.
# Without a certificate it says that it leaves the files as they are.
param([Parameter(Mandatory, ValueFromRemainingArguments)][string[]]$Files)
$ErrorActionPreference = 'Stop'

if (-not $env:WINDOWS_CERTIFICATE) {
    Write-Output 'Not signed: there is no WINDOWS_CERTIFICATE'
    exit 0
}

$file = New-TemporaryFile
try {
    [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:WINDOWS_CERTIFICATE))
    $password = ConvertTo-SecureString $env:WINDOWS_CERTIFICATE_PASSWORD -AsPlainText -Force
    $certificate = Import-PfxCertificate -FilePath $file -Password $password `
        -CertStoreLocation Cert:\CurrentUser\My
}
finally {
    Remove-Item $file
}

$kits = Join-Path ${env:ProgramFiles(x86)} 'Windows Kits\10\bin\*\x64\signtool.exe'
$signtool = Get-ChildItem $kits | Sort-Object FullName | Select-Object -Last 1
& $signtool sign /fd sha256 /td sha256 /tr http://timestamp.digicert.com `
    /sha1 $certificate.Thumbprint $Files
if ($LASTEXITCODE) { exit $LASTEXITCODE }
