@echo off
rem Starts a real Redis (in WSL, or else in Docker), the API and a worker on this computer.
rem Ctrl-C ends all that was started here and nothing else.
rem
rem   cloud\start-local-redis.bat
rem
rem REDIS_PORT says which port Redis takes; the variables of cloud\README.md hold as well.
setlocal
cd /d "%~dp0.."
if not defined REDIS_PORT set REDIS_PORT=6379
set REDIS_HOST=127.0.0.1
set "SPOOL_HOME_CLOUD=%LOCALAPPDATA%\spool-cloud"
if not defined FILES set "FILES=%SPOOL_HOME_CLOUD%\files"
if not defined WORK set "WORK=%SPOOL_HOME_CLOUD%\work"
set "PYTHON_CLOUD=.venv-cloud\Scripts\python.exe"
set "KIND="

if not exist "%PYTHON_CLOUD%" (
    py -m venv .venv-cloud || exit /b 1
    "%PYTHON_CLOUD%" -m pip install --quiet --only-binary :all: --require-hashes -r packaging\requirements-cloud.txt || exit /b 1
)
if not exist "%SPOOL_HOME_CLOUD%\redis" mkdir "%SPOOL_HOME_CLOUD%\redis"
for /f %%p in ('"%PYTHON_CLOUD%" -c "import secrets; print(secrets.token_urlsafe(24))"') do set REDIS_PASSWORD=%%p
set "NAME=spool-redis-%RANDOM%"
set "CONFIG=%SPOOL_HOME_CLOUD%\%NAME%.conf"
> "%CONFIG%" (
    echo requirepass %REDIS_PASSWORD%
    echo appendonly yes
    echo appendfsync always
    echo maxmemory-policy noeviction
)

wsl -e sh -c "command -v redis-server" >nul 2>&1 && set KIND=wsl
if not defined KIND docker version >nul 2>&1 && set KIND=docker
if not defined KIND (
    echo There is neither redis-server in WSL nor Docker. In WSL: sudo apt install redis-server
    del "%CONFIG%"
    exit /b 1
)

if "%KIND%"=="wsl" (
    for /f "delims=" %%c in ('wsl wslpath -a "%CONFIG:\=/%"') do set "CONFIG_IN=%%c"
    for /f "delims=" %%d in ('wsl wslpath -a "%SPOOL_HOME_CLOUD:\=/%/redis"') do set "DATA_IN=%%d"
)
if "%KIND%"=="wsl" start "%NAME%" /b wsl -e redis-server "%CONFIG_IN%" --bind 127.0.0.1 --port %REDIS_PORT% --dir "%DATA_IN%" --pidfile /tmp/%NAME%.pid --daemonize yes
if "%KIND%"=="docker" docker run --rm -d --name %NAME% -p 127.0.0.1:%REDIS_PORT%:6379 -v "%SPOOL_HOME_CLOUD%\redis:/data" -v "%CONFIG%:/redis.conf:ro" redis:7 redis-server /redis.conf --dir /data

"%PYTHON_CLOUD%" -m cloud up

if "%KIND%"=="wsl" wsl -e sh -c "kill $(cat /tmp/%NAME%.pid)"
if "%KIND%"=="docker" docker stop %NAME% >nul
del "%CONFIG%"
endlocal
