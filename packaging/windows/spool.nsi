; The installer for Windows: for one person, without an administrator.
;
;   makensis -WX -DVERSION=1.2.3 -DFOLDER=dist/spool -DICON=spool.ico -DOUT=Spool-1.2.3.exe spool.nsi
;
; /S installs without a word, and so does the uninstaller; both end with 2 where Spool runs, and
; with 3 on a Windows that is too old. SIGN is a command that signs the uninstaller, with %1 for its
; path. Elsewhere than on Windows it takes -INPUTCHARSET UTF8 as well.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!include LogicLib.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include WinVer.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Spool"
!define APPLICATION "Software\Classes\Applications\spool.exe"
!define KIND "Spool.Links"
!define STILL_RUNS 2
!define IS_TOO_OLD 3

Name "Spool"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Spool"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "Spool ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Spool"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Spool"
VIAddVersionKey "LegalCopyright" "The authors of Spool, MIT licence"

!ifdef SIGN
  !uninstfinalize '${SIGN}'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\spool.exe"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "French"

LangString RUNS ${LANG_ENGLISH} "Spool is running. Please close it, then try again. What it is downloading goes on afterwards."
LangString RUNS ${LANG_GERMAN} "Spool läuft noch. Bitte beenden Sie es und versuchen Sie es dann erneut. Was gerade geladen wird, geht danach weiter."
LangString RUNS ${LANG_FRENCH} "Spool est en cours d’exécution. Veuillez le fermer, puis réessayer. Les téléchargements en cours reprendront ensuite."
LangString TOO_OLD ${LANG_ENGLISH} "Spool needs Windows 10 or later."
LangString TOO_OLD ${LANG_GERMAN} "Spool braucht Windows 10 oder neuer."
LangString TOO_OLD ${LANG_FRENCH} "Spool nécessite Windows 10 ou une version ultérieure."

; A program that runs cannot be opened for writing; its children run from the same file.
!macro WaitUntilClosed UN
  Function ${UN}WaitUntilClosed
    ${DoWhile} ${FileExists} "$INSTDIR\spool.exe"
      ClearErrors
      FileOpen $0 "$INSTDIR\spool.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        ${Break}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNS)" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${STILL_RUNS}
      Quit
      again:
    ${Loop}
  FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

; Nothing but what an installer has put there: the folder may be anyone's.
!macro RemoveFiles
  Delete "$INSTDIR\spool.exe"
  RMDir /r "$INSTDIR\_internal"
!macroend

!macro OpensWith EXTENSION
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" "${EXTENSION}" ""
  WriteRegStr HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "${KIND}" ""
!macroend

!macro OpensNoMore EXTENSION
  DeleteRegValue HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}"
!macroend

!macro TellTheShell
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${IS_TOO_OLD}
    Quit
  ${EndIf}
  Call WaitUntilClosed
FunctionEnd

Section
  Call WaitUntilClosed ; it may have been started meanwhile
  SetOutPath "$INSTDIR"
  !insertmacro RemoveFiles
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Spool.lnk" "$INSTDIR\spool.exe"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Spool"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\spool.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The authors of Spool"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; Offered under "Open with"; what opens such files otherwise stays as it is.
  WriteRegStr HKCU "${APPLICATION}" "FriendlyAppName" "Spool"
  WriteRegStr HKCU "${APPLICATION}\shell\open\command" "" '"$INSTDIR\spool.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "List of links"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\spool.exe"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\spool.exe" "%1"'
  !insertmacro OpensWith ".txt"
  !insertmacro OpensWith ".csv"
  !insertmacro OpensWith ".url"
  !insertmacro OpensWith ".webloc"
  !insertmacro TellTheShell
SectionEnd

Function un.onInit
  Call un.WaitUntilClosed
FunctionEnd

; The list, the history and the settings stay: they are the person's.
Section "Uninstall"
  !insertmacro RemoveFiles
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Spool.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${APPLICATION}"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  !insertmacro OpensNoMore ".txt"
  !insertmacro OpensNoMore ".csv"
  !insertmacro OpensNoMore ".url"
  !insertmacro OpensNoMore ".webloc"
  !insertmacro TellTheShell
SectionEnd
