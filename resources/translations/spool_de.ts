<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Spool</source>
        <translation>Über Spool</translation>
    </message>
    <message>
        <source>Downloads lists of videos with yt-dlp.</source>
        <translation>Lädt Listen von Videos mit yt-dlp herunter.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
</context>
<context>
    <name>AboutPage</name>
    <message>
        <source>Another ffmpeg</source>
        <translation>Anderes ffmpeg</translation>
    </message>
    <message>
        <source>Choose the program ffmpeg</source>
        <translation>Das Programm ffmpeg wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Copied. It holds no names, links, paths or passwords.</source>
        <translation>Kopiert. Es enthält keine Namen, Links, Pfade oder Passwörter.</translation>
    </message>
    <message>
        <source>Copy debug information</source>
        <translation>Debug-Informationen kopieren</translation>
    </message>
    <message>
        <source>It joins video and audio. Without a choice here, Spool finds one by itself.</source>
        <translation>Fügt Video und Audio zusammen. Ohne Auswahl findet Spool selbst eines.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>There is no log yet.</source>
        <translation>Es gibt noch kein Protokoll.</translation>
    </message>
    <message>
        <source>Use the one found</source>
        <translation>Gefundenes verwenden</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
</context>
<context>
    <name>AddBar</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the links</source>
        <translation>Links hinzufügen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation>Neue Links</translation>
    </message>
    <message>
        <source>Open this folder</source>
        <translation>Diesen Ordner öffnen</translation>
    </message>
    <message>
        <source>Paste or drop links, text or lists…</source>
        <translation>Links, Text, Listen einfügen…</translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation>Standardordner verwenden</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>PB</source>
        <translation>PB</translation>
    </message>
    <message>
        <source>TB</source>
        <translation>TB</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>kB</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>vor {0}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0}&#xa0;d</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0}&#xa0;h</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0}&#xa0;min</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} of {1} {2}</source>
        <translation>{0} von {1}&#xa0;{2}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0}&#xa0;s</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
</context>
<context>
    <name>AudioFormat</name>
    <message>
        <source>As the site sends it</source>
        <translation>Originalformat</translation>
    </message>
</context>
<context>
    <name>Awake</name>
    <message>
        <source>Downloads are running</source>
        <translation>Downloads laufen</translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>Add links from a file…</source>
        <translation>Links aus einer Datei hinzufügen…</translation>
    </message>
    <message>
        <source>Add links from files</source>
        <translation>Links aus Dateien hinzufügen</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Files with links</source>
        <translation>Dateien mit Links</translation>
    </message>
    <message>
        <source>No download in the list fits this filter and search.</source>
        <translation>Kein Download in der Liste passt zu diesem Filter und dieser Suche.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Nothing to download yet</source>
        <translation>Noch nichts herunterzuladen</translation>
    </message>
    <message>
        <source>Paste links above, or drop links, text or files with links on this window.</source>
        <translation>Links oben einfügen oder Links, Text oder Dateien mit Links in dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>The folder is not there yet. It is made when it is needed.</source>
        <translation>Den Ordner gibt es noch nicht. Er wird bei Bedarf angelegt.</translation>
    </message>
</context>
<context>
    <name>Bitrate</name>
    <message>
        <source>Best quality</source>
        <translation>Bestmöglich</translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation>{0}&#xa0;kbit/s</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Advertising cut out</source>
        <translation>Werbung herausgeschnitten</translation>
    </message>
    <message>
        <source>Advertising marked</source>
        <translation>Werbung markiert</translation>
    </message>
    <message>
        <source>Audio as {0}</source>
        <translation>Audio als {0}</translation>
    </message>
    <message>
        <source>Best audio</source>
        <translation>Bestes Audio</translation>
    </message>
    <message>
        <source>Best video</source>
        <translation>Bestes Video</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Cover</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Up to {0}</source>
        <translation>Bis {0}</translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Advertising</source>
        <translation>Werbung</translation>
    </message>
    <message>
        <source>Also those made by a machine</source>
        <translation>Auch automatisch erzeugte</translation>
    </message>
    <message>
        <source>Audio format</source>
        <translation>Audioformat</translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation>Nur Audio</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Bitrate</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Inside the video, as far as people have marked it at SponsorBlock. Spool asks there about the video.</source>
        <translation>Innerhalb des Videos, soweit sie bei SponsorBlock eingetragen ist. Spool fragt dann dort nach dem Video.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Put into the file</source>
        <translation>In die Datei einfügen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>The picture as a cover</source>
        <translation>Vorschaubild als Cover</translation>
    </message>
    <message>
        <source>Title, artist and other tags</source>
        <translation>Titel, Interpret und andere Tags</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Where there is less, the best below is taken.</source>
        <translation>Gibt es das nicht, gilt die nächstniedrigere Qualität.</translation>
    </message>
</context>
<context>
    <name>CloudLight</name>
    <message>
        <source>Cloud connected</source>
        <translation>Cloud verbunden</translation>
    </message>
    <message>
        <source>Cloud: busy</source>
        <translation>Cloud: ausgelastet</translation>
    </message>
    <message>
        <source>Cloud: certificate not valid</source>
        <translation>Cloud: Zertifikat ungültig</translation>
    </message>
    <message>
        <source>Cloud: connecting…</source>
        <translation>Cloud: Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Cloud: full</source>
        <translation>Cloud: voll</translation>
    </message>
    <message>
        <source>Cloud: no address</source>
        <translation>Cloud: keine Adresse</translation>
    </message>
    <message>
        <source>Cloud: no answer</source>
        <translation>Cloud: keine Antwort</translation>
    </message>
    <message>
        <source>Cloud: no more links today</source>
        <translation>Cloud: heute keine Links mehr</translation>
    </message>
    <message>
        <source>Cloud: not connected</source>
        <translation>Cloud: nicht verbunden</translation>
    </message>
    <message>
        <source>Cloud: not encrypted</source>
        <translation>Cloud: nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Cloud: not found</source>
        <translation>Cloud: nicht gefunden</translation>
    </message>
    <message>
        <source>Cloud: not reachable</source>
        <translation>Cloud: nicht erreichbar</translation>
    </message>
    <message>
        <source>Cloud: nothing is sent</source>
        <translation>Cloud: nichts wird gesendet</translation>
    </message>
    <message>
        <source>Cloud: reconnecting…</source>
        <translation>Cloud: wird neu verbunden…</translation>
    </message>
    <message>
        <source>Cloud: service too new</source>
        <translation>Cloud: Dienst zu neu</translation>
    </message>
    <message>
        <source>Cloud: service too old</source>
        <translation>Cloud: Dienst zu alt</translation>
    </message>
    <message>
        <source>Cloud: something else answers</source>
        <translation>Cloud: etwas anderes antwortet</translation>
    </message>
    <message>
        <source>Cloud: something went wrong</source>
        <translation>Cloud: etwas ging schief</translation>
    </message>
    <message>
        <source>Cloud: token refused</source>
        <translation>Cloud: Token abgelehnt</translation>
    </message>
    <message>
        <source>Cloud: too much under way</source>
        <translation>Cloud: zu viel in Arbeit</translation>
    </message>
    <message>
        <source>Press to open the settings.</source>
        <translation>Drücken, um die Einstellungen zu öffnen.</translation>
    </message>
    <message>
        <source>Press to try now.</source>
        <translation>Drücken, um es jetzt zu versuchen.</translation>
    </message>
</context>
<context>
    <name>CloudLink</name>
    <message numerus="yes">
        <source>%n changes wait for the service</source>
        <translation>
            <numerusform>%n Änderung wartet auf den Dienst</numerusform>
            <numerusform>%n Änderungen warten auf den Dienst</numerusform>
        </translation>
    </message>
    <message>
        <source>1 change waits for the service</source>
        <translation>1 Änderung wartet auf den Dienst</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Wird neu verbunden…</translation>
    </message>
    <message>
        <source>Reconnecting… last heard {0} ago</source>
        <translation>Wird neu verbunden… zuletzt gehört vor {0}</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source>A token is saved; what is typed replaces it.</source>
        <translation>Gespeichert; eine Eingabe ersetzt es.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Allow http without encryption to this address</source>
        <translation>Für diese Adresse http ohne Verschlüsselung erlauben</translation>
    </message>
    <message>
        <source>Bring finished files to this computer</source>
        <translation>Fertige Dateien auf diesen Computer holen</translation>
    </message>
    <message>
        <source>Downloads can run in a service of your own: also while this computer is off, and with the connection it has there. The links, and what is chosen for them, are sent to it; folders, cookies and passwords are not.</source>
        <translation>Downloads können in einem eigenen Dienst laufen: auch während dieser Computer aus ist, und mit der Verbindung, die es dort gibt. Gesendet werden die Links und was für sie gewählt ist; Ordner, Cookies und Passwörter nicht.</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>Token vergessen</translation>
    </message>
    <message>
        <source>Keep the token in a file only you can read</source>
        <translation>In einer nur für Sie lesbaren Datei aufbewahren</translation>
    </message>
    <message>
        <source>Saving the token…</source>
        <translation>Token wird gespeichert…</translation>
    </message>
    <message>
        <source>Spool remembers the token until it is closed.</source>
        <translation>Spool merkt sich das Token bis zum Beenden.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>The token is in a file that only your account can read.</source>
        <translation>Das Token liegt in einer Datei, die nur Ihr Benutzerkonto lesen kann.</translation>
    </message>
    <message>
        <source>The token is in the system&apos;s keyring.</source>
        <translation>Das Token liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>The token was for another service and is forgotten.</source>
        <translation>Das Token gehörte zu einem anderen Dienst und wurde vergessen.</translation>
    </message>
    <message>
        <source>They come by themselves. Otherwise they stay in the service until they expire there, and each has a button that saves it.</source>
        <translation>Sie kommen von selbst. Sonst bleiben sie im Dienst, bis sie dort ablaufen, und jede hat eine Schaltfläche, die sie speichert.</translation>
    </message>
    <message>
        <source>This is no address of a service. The one before stays in use.</source>
        <translation>Das ist keine Adresse eines Dienstes. Die bisherige gilt weiter.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Whoever is on the way can read the token, the links and the files.</source>
        <translation>Unterwegs können andere das Token, die Links und die Dateien lesen.</translation>
    </message>
</context>
<context>
    <name>CloudResult</name>
    <message>
        <source>Connected. The service takes the token.</source>
        <translation>Verbunden. Der Dienst nimmt das Token an.</translation>
    </message>
    <message>
        <source>Connected. The service wants no token.</source>
        <translation>Verbunden. Der Dienst verlangt kein Token.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>The service wants a token. Enter the one it has given you.</source>
        <translation>Der Dienst verlangt ein Token. Geben Sie das ein, das er Ihnen gegeben hat.</translation>
    </message>
    <message>
        <source>The service works with another version of yt-dlp than this computer. A video may work in one place and not in the other: update the older one.</source>
        <translation>Der Dienst arbeitet mit einer anderen Version von yt-dlp als dieser Computer. Ein Video kann am einen Ort gehen und am anderen nicht: Aktualisieren Sie die ältere.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
</context>
<context>
    <name>CloudTrouble</name>
    <message>
        <source>Enough is under way in the service. The rest is sent once some of it is done.</source>
        <translation>Im Dienst ist genug in Arbeit. Der Rest wird gesendet, sobald etwas davon fertig ist.</translation>
    </message>
    <message>
        <source>No service is set up. Enter its address and token.</source>
        <translation>Es ist kein Dienst eingerichtet. Geben Sie seine Adresse und sein Token ein.</translation>
    </message>
    <message>
        <source>Nothing can be reached at this address. See whether the service runs, and check the port and the internet connection.</source>
        <translation>Unter dieser Adresse ist nichts erreichbar. Sehen Sie nach, ob der Dienst läuft, und prüfen Sie den Port und die Internetverbindung.</translation>
    </message>
    <message>
        <source>Nothing is sent to the service, since this computer&apos;s disk does not keep what was sent. Make room on it.</source>
        <translation>Nichts wird an den Dienst gesendet, da der Datenträger dieses Computers nicht festhält, was gesendet wurde. Schaffen Sie Platz darauf.</translation>
    </message>
    <message>
        <source>Something else answers at this address. Check the address, and whether this network wants you to log in first.</source>
        <translation>Unter dieser Adresse antwortet etwas anderes. Prüfen Sie die Adresse, und ob dieses Netz erst eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>Something went wrong in the service. Try again; its log says more.</source>
        <translation>Im Dienst ist etwas schiefgegangen. Versuchen Sie es erneut; sein Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>The certificate of the service is not valid. Check the address, and the date and time of this computer.</source>
        <translation>Das Zertifikat des Dienstes ist ungültig. Prüfen Sie die Adresse sowie Datum und Uhrzeit dieses Computers.</translation>
    </message>
    <message>
        <source>The service asks to be left alone for a while. It is tried again.</source>
        <translation>Der Dienst bittet um eine Pause. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>The service did not answer in time. Try again in a while.</source>
        <translation>Der Dienst hat nicht rechtzeitig geantwortet. Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The service is too new for this Spool. Update Spool.</source>
        <translation>Der Dienst ist zu neu für dieses Spool. Aktualisieren Sie Spool.</translation>
    </message>
    <message>
        <source>The service is too old for this Spool. Update the service.</source>
        <translation>Der Dienst ist zu alt für dieses Spool. Aktualisieren Sie den Dienst.</translation>
    </message>
    <message>
        <source>The service refuses the token. Enter the one it has given you.</source>
        <translation>Der Dienst lehnt das Token ab. Geben Sie das ein, das Sie von ihm haben.</translation>
    </message>
    <message>
        <source>The service takes no more links today. The rest is sent later, or runs on this computer.</source>
        <translation>Der Dienst nimmt heute keine Links mehr an. Der Rest wird später gesendet oder läuft auf diesem Computer.</translation>
    </message>
    <message>
        <source>There is no computer of this name. Check the address and the internet connection.</source>
        <translation>Es gibt keinen Computer dieses Namens. Prüfen Sie die Adresse und die Internetverbindung.</translation>
    </message>
    <message>
        <source>There is no more room for your files in the service. Save some to this computer, or remove them.</source>
        <translation>Im Dienst ist kein Platz mehr für Ihre Dateien. Speichern Sie einige auf diesem Computer, oder entfernen Sie sie.</translation>
    </message>
    <message>
        <source>This address is not encrypted. Use one that begins with https, or allow this one.</source>
        <translation>Diese Adresse ist nicht verschlüsselt. Nehmen Sie eine, die mit https beginnt, oder erlauben Sie diese.</translation>
    </message>
</context>
<context>
    <name>Container</name>
    <message>
        <source>Any that fits</source>
        <translation>Am besten passend</translation>
    </message>
</context>
<context>
    <name>CookieTrouble</name>
    <message>
        <source>On this system this browser lets no other program read its cookies. A file with cookies works.</source>
        <translation>Auf diesem System lässt dieser Browser kein anderes Programm seine Cookies lesen. Mit einer Cookie-Datei geht es.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Die Datei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The file has cookies in another form (JSON). Export them as “cookies.txt”, which is also called Netscape format.</source>
        <translation>Die Datei enthält Cookies in einer anderen Form (JSON). Exportieren Sie sie als „cookies.txt“, auch Netscape-Format genannt.</translation>
    </message>
    <message>
        <source>The file is far too large for one with cookies.</source>
        <translation>Die Datei ist für eine Cookie-Datei viel zu groß.</translation>
    </message>
    <message>
        <source>There are no cookies in this file. It has to be a “cookies.txt”, which is also called Netscape format.</source>
        <translation>In dieser Datei sind keine Cookies. Nötig ist eine „cookies.txt“, auch Netscape-Format genannt.</translation>
    </message>
    <message>
        <source>There is no such browser on this system.</source>
        <translation>Auf diesem System gibt es diesen Browser nicht.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>This browser was never used in this account.</source>
        <translation>Dieser Browser wurde in diesem Benutzerkonto noch nie verwendet.</translation>
    </message>
</context>
<context>
    <name>CookiesPage</name>
    <message>
        <source>A “cookies.txt”, as extensions for browsers export it. It is only read. Who has this file can act in your name: keep it to yourself.</source>
        <translation>Eine „cookies.txt“, wie Browser-Erweiterungen sie exportieren. Sie wird nur gelesen. Wer diese Datei hat, kann in Ihrem Namen handeln: Geben Sie sie nicht weiter.</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Choose a file with cookies</source>
        <translation>Cookie-Datei auswählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>From a browser</source>
        <translation>Aus einem Browser</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>No cookies</source>
        <translation>Keine Cookies</translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Noch keine Datei ausgewählt.</translation>
    </message>
    <message>
        <source>Some videos need a login. With the cookies of a browser in which you are logged in, Spool is let in as you are. A site then sees who downloads, so use them only where they are needed.</source>
        <translation>Manche Videos verlangen eine Anmeldung. Mit den Cookies eines Browsers, in dem Sie angemeldet sind, erhält Spool Zugang in Ihrem Namen. Die Website sieht dann, wer herunterlädt; verwenden Sie Cookies daher nur, wo sie nötig sind.</translation>
    </message>
    <message>
        <source>There are cookies in this file.</source>
        <translation>Diese Datei enthält Cookies.</translation>
    </message>
    <message>
        <source>This browser is here. It may have to be closed while cookies are read.</source>
        <translation>Dieser Browser ist vorhanden. Eventuell muss er geschlossen sein, während die Cookies gelesen werden.</translation>
    </message>
    <message>
        <source>Use a file instead…</source>
        <translation>Datei verwenden…</translation>
    </message>
</context>
<context>
    <name>CostLine</name>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos (estimate from {2})</source>
        <translation>
            <numerusform>Cloud: {0} für 1 Video (geschätzt aus {2})</numerusform>
            <numerusform>Cloud: {0} für %n Videos (geschätzt aus {2})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos (estimate)</source>
        <translation>
            <numerusform>Cloud: {0} für 1 Video (geschätzt)</numerusform>
            <numerusform>Cloud: {0} für %n Videos (geschätzt)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos, {1} so far (estimate, {2})</source>
        <translation>
            <numerusform>Cloud: {0} für 1 Video, bisher {1} (geschätzt, {2})</numerusform>
            <numerusform>Cloud: {0} für %n Videos, bisher {1} (geschätzt, {2})</numerusform>
        </translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video (estimate from {2})</source>
        <translation>Cloud: {0} für 1 Video (geschätzt aus {2})</translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video (estimate)</source>
        <translation>Cloud: {0} für 1 Video (geschätzt)</translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video, {1} so far (estimate, {2})</source>
        <translation>Cloud: {0} für 1 Video, bisher {1} (geschätzt, {2})</translation>
    </message>
    <message>
        <source>From the prices in the settings. A video of unknown size counts as {0}. What the service costs by standing there, used or not, is not in it.</source>
        <translation>Nach den Preisen in den Einstellungen. Ein Video unbekannter Größe zählt als {0}. Was der Dienst kostet, nur weil er dasteht, benutzt oder nicht, ist nicht enthalten.</translation>
    </message>
    <message>
        <source>about ${0}</source>
        <translation>etwa {0}&#xa0;$</translation>
    </message>
    <message>
        <source>less than 1 cent</source>
        <translation>weniger als 1&#xa0;US-Cent</translation>
    </message>
    <message>
        <source>{0} of work</source>
        <translation>{0} Arbeit</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>It happened once.</source>
        <translation>Es ist einmal vorgekommen.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Spool met an error it did not expect. Your list is saved, and downloads go on. If the window behaves oddly from now on, quit Spool and start it again. If it happens again, copy the details and report them.</source>
        <translation>In Spool ist ein unerwarteter Fehler aufgetreten. Die Liste ist gespeichert, und Downloads laufen weiter. Falls sich das Fenster von nun an seltsam verhält, Spool beenden und neu starten. Falls es erneut geschieht, die Details kopieren und melden.</translation>
    </message>
    <message numerus="yes">
        <source>There were %n errors so far.</source>
        <translation>
            <numerusform>Bisher gab es %n Fehler.</numerusform>
            <numerusform>Bisher gab es %n Fehler.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>A slash makes a folder: the file goes into “{0}”.</source>
        <translation>Ein Schrägstrich ergibt einen Ordner: Die Datei kommt in „{0}“.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>There is a file of this name: this one gets a number.</source>
        <translation>Eine Datei dieses Namens gibt es schon: Diese bekommt eine Nummer.</translation>
    </message>
    <message>
        <source>These are too many folders, one inside the other.</source>
        <translation>Das sind zu viele ineinander liegende Ordner.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>This name would lead out of the folder.</source>
        <translation>Dieser Name würde aus dem Ordner hinausführen.</translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation>Standardordner verwenden</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Choice</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Choose a download to see more about it.</source>
        <translation>Für Details einen Download auswählen.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy log</source>
        <translation>Protokoll kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>In der Cloud</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>No messages since Spool was started.</source>
        <translation>Keine Meldungen seit dem Start von Spool.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>The same as a yt-dlp command</source>
        <translation>Dasselbe als yt-dlp-Befehl</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>{0} of work</source>
        <translation>{0} Arbeit</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Also where the file is not there any more.</source>
        <translation>Auch wenn die Datei nicht mehr vorhanden ist.</translation>
    </message>
    <message>
        <source>Check every link before it starts</source>
        <translation>Jeden Link vor dem Start prüfen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Download as</source>
        <translation>Herunterladen als</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Gleichzeitige Downloads</translation>
    </message>
    <message>
        <source>Downloads that were running when Spool was closed, at the next start.</source>
        <translation>Beim nächsten Start, was beim Beenden von Spool noch lief.</translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation>Profile bearbeiten…</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget what was downloaded</source>
        <translation>Heruntergeladenes vergessen</translation>
    </message>
    <message>
        <source>Forget what was downloaded…</source>
        <translation>Heruntergeladenes vergessen…</translation>
    </message>
    <message>
        <source>Forget which videos were downloaded before?</source>
        <translation>Vergessen, welche Videos bereits heruntergeladen wurden?</translation>
    </message>
    <message>
        <source>Leave paused</source>
        <translation>Pausiert lassen</translation>
    </message>
    <message>
        <source>It could not be forgotten: the list cannot be written to the disk.</source>
        <translation>Das Vergessen ist fehlgeschlagen: Die Liste darf nicht auf den Datenträger geschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing is skipped any more until it is downloaded again.</source>
        <translation>Nichts wird mehr übersprungen, bis es erneut heruntergeladen wurde.</translation>
    </message>
    <message>
        <source>Skip what was downloaded before</source>
        <translation>Bereits Heruntergeladenes überspringen</translation>
    </message>
    <message>
        <source>Tells the size, names that are taken, and what needs a login.</source>
        <translation>Zeigt die Größe, vergebene Namen und nötige Anmeldungen.</translation>
    </message>
    <message>
        <source>They are not skipped any more. Files, the list and the history stay.</source>
        <translation>Sie werden nicht mehr übersprungen. Dateien, Liste und Verlauf bleiben erhalten.</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Unfertige</translation>
    </message>
    <message>
        <source>Use the usual one</source>
        <translation>Standard verwenden</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop links, text or files here</source>
        <translation>Links, Text oder Dateien hier ablegen</translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation>Zum Hinzufügen ablegen</translation>
    </message>
    <message>
        <source>Links, text, or files with links in them</source>
        <translation>Links, Text oder Dateien mit Links</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine {failed} does not work on this computer. Spool went back to {used}.</source>
        <translation>Die Engine {failed} funktioniert auf diesem Computer nicht. Spool ist zu {used} zurückgekehrt.</translation>
    </message>
</context>
<context>
    <name>EngineEnd</name>
    <message>
        <source>Another Spool is updating the engine just now.</source>
        <translation>Ein anderes Spool aktualisiert die Engine gerade.</translation>
    </message>
    <message>
        <source>Newer engines cannot be looked for: nobody answers. Is this computer online? The engine stays {used}.</source>
        <translation>Nach neueren Engines kann nicht gesucht werden: Niemand antwortet. Ist dieser Computer online? Es bleibt bei {used}.</translation>
    </message>
    <message>
        <source>The address for newer engines refuses to answer now. The engine stays {used}.</source>
        <translation>Die Adresse für neuere Engines gibt gerade keine Auskunft. Es bleibt bei {used}.</translation>
    </message>
    <message>
        <source>The engine could not be updated. The log says more.</source>
        <translation>Die Engine konnte nicht aktualisiert werden. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>The engine is now {used}. Downloads that start from now on use it.</source>
        <translation>Die Engine ist jetzt {used}. Downloads, die ab jetzt beginnen, benutzen sie.</translation>
    </message>
    <message>
        <source>The engine {found} arrived damaged, and was not taken.</source>
        <translation>Die Engine {found} kam beschädigt an und wurde nicht übernommen.</translation>
    </message>
    <message>
        <source>The engine {found} cannot be saved. It stays {used}.</source>
        <translation>Die Engine {found} kann nicht gespeichert werden. Es bleibt bei {used}.</translation>
    </message>
    <message>
        <source>The engine {found} does not work on this computer. It stays {used}.</source>
        <translation>Die Engine {found} funktioniert auf diesem Computer nicht. Es bleibt bei {used}.</translation>
    </message>
    <message>
        <source>The engine {found} is not signed by the makers of yt-dlp, and was not taken.</source>
        <translation>Die Engine {found} ist nicht von den Machern von yt-dlp signiert und wurde nicht übernommen.</translation>
    </message>
    <message>
        <source>The engine {used} is the newest there is.</source>
        <translation>Die Engine {used} ist die neueste, die es gibt.</translation>
    </message>
    <message>
        <source>There are no engines at the address for newer engines. The engine stays {used}.</source>
        <translation>Unter der Adresse für neuere Engines gibt es keine. Es bleibt bei {used}.</translation>
    </message>
    <message>
        <source>There is no room on the disk for the engine {found}.</source>
        <translation>Auf der Festplatte ist kein Platz für die Engine {found}.</translation>
    </message>
    <message>
        <source>What is offered as the engine {found} is an older one. It was not taken.</source>
        <translation>Was als Engine {found} angeboten wird, ist eine ältere. Sie wurde nicht übernommen.</translation>
    </message>
</context>
<context>
    <name>EnginePage</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>Go back to the one that came with Spool</source>
        <translation>Zurück zu der, die mit Spool kam</translation>
    </message>
    <message>
        <source>Keep the engine current</source>
        <translation>Die Engine aktuell halten</translation>
    </message>
    <message>
        <source>Sites change, and yt-dlp follows. Spool looks once a day, takes only what the makers of yt-dlp have signed, and tries it before it is used.</source>
        <translation>Websites ändern sich, und yt-dlp folgt ihnen. Spool sieht einmal am Tag nach, nimmt nur, was die Macher von yt-dlp signiert haben, und probiert es aus, bevor es benutzt wird.</translation>
    </message>
    <message>
        <source>The engine is yt-dlp: the program that finds the videos on a page and fetches them. yt-dlp-ejs helps it with YouTube.</source>
        <translation>Die Engine ist yt-dlp: das Programm, das die Videos auf einer Seite findet und holt. yt-dlp-ejs hilft ihm bei YouTube.</translation>
    </message>
    <message>
        <source>This address cannot be used: it has to begin with https:// and must not hold a password, ? or #. The one before stays in use.</source>
        <translation>Diese Adresse geht nicht: Sie muss mit https:// beginnen und darf kein Passwort, ? oder # enthalten. Die vorige bleibt in Gebrauch.</translation>
    </message>
    <message>
        <source>Where newer engines come from</source>
        <translation>Woher neuere Engines kommen</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Aktualisierungen</translation>
    </message>
    <message>
        <source>yt-dlp in use</source>
        <translation>yt-dlp in Gebrauch</translation>
    </message>
    <message>
        <source>yt-dlp that came with Spool</source>
        <translation>yt-dlp, das mit Spool kam</translation>
    </message>
    <message>
        <source>yt-dlp-ejs in use</source>
        <translation>yt-dlp-ejs in Gebrauch</translation>
    </message>
</context>
<context>
    <name>EngineStep</name>
    <message>
        <source>Fetching the engine {0}…</source>
        <translation>Die Engine {0} wird geholt…</translation>
    </message>
    <message>
        <source>Looking for a newer engine…</source>
        <translation>Es wird nach einer neueren Engine gesucht…</translation>
    </message>
    <message>
        <source>Trying the engine {0}…</source>
        <translation>Die Engine {0} wird ausprobiert…</translation>
    </message>
    <message>
        <source>Unpacking the engine {0}…</source>
        <translation>Die Engine {0} wird entpackt…</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>EntryTable</name>
    <message>
        <source>Videos of the list</source>
        <translation>Videos der Liste</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Download anyway</source>
        <translation>Trotzdem herunterladen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What the engine said</source>
        <translation>Meldung von yt-dlp</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>It was in the cloud for too long and is gone there. It can be downloaded again.</source>
        <translation>Es lag zu lange in der Cloud und ist dort nicht mehr vorhanden. Es kann erneut heruntergeladen werden.</translation>
    </message>
    <message>
        <source>No video was found at this link. See whether one plays in the browser.</source>
        <translation>Unter diesem Link wurde kein Video gefunden. Prüfen Sie, ob im Browser eines läuft.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. The log says more.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen. Mehr steht im Protokoll.</translation>
    </message>
    <message>
        <source>The cookies cannot be read. Check the cookie settings.</source>
        <translation>Die Cookies können nicht gelesen werden. Prüfen Sie, woher sie stammen.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then try again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The download was canceled.</source>
        <translation>Der Download wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The download was interrupted. It can go on where it stopped.</source>
        <translation>Der Download wurde unterbrochen. Er kann fortgesetzt werden, wo er aufgehört hat.</translation>
    </message>
    <message>
        <source>The folder cannot be written to, or it is gone.</source>
        <translation>In den Ordner kann nicht geschrieben werden, oder es gibt ihn nicht mehr.</translation>
    </message>
    <message>
        <source>The folder does not take a file of this name.</source>
        <translation>Der Ordner nimmt keine Datei dieses Namens an.</translation>
    </message>
    <message>
        <source>The program ffmpeg, which joins video and audio, is missing. Install it, then try again.</source>
        <translation>Das Programm ffmpeg, das Video und Audio zusammenfügt, fehlt. Installieren Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The proxy does not answer, or it refuses the password.</source>
        <translation>Der Proxy antwortet nicht oder lehnt das Passwort ab.</translation>
    </message>
    <message>
        <source>The service does not know it any more. It can be sent again.</source>
        <translation>Der Dienst kennt es nicht mehr. Es kann erneut gesendet werden.</translation>
    </message>
    <message>
        <source>The site could not be reached. Check the internet connection.</source>
        <translation>Die Website ist nicht erreichbar. Prüfen Sie die Internetverbindung.</translation>
    </message>
    <message>
        <source>The site did not answer in time.</source>
        <translation>Die Website hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The site has changed. A newer engine may be able to deal with it.</source>
        <translation>Die Website hat sich geändert. Eine neuere Engine kommt vielleicht damit zurecht.</translation>
    </message>
    <message>
        <source>The site refused this download. See whether it plays in the browser.</source>
        <translation>Die Website hat diesen Download abgelehnt. Prüfen Sie, ob das Video im Browser läuft.</translation>
    </message>
    <message>
        <source>The time range does not lie within the video.</source>
        <translation>Der Zeitbereich liegt nicht innerhalb des Videos.</translation>
    </message>
    <message>
        <source>The video does not come in the chosen quality.</source>
        <translation>Das Video gibt es nicht in der gewählten Qualität.</translation>
    </message>
    <message>
        <source>There is nothing at this link.</source>
        <translation>Unter diesem Link gibt es nichts mehr.</translation>
    </message>
    <message>
        <source>This is a list inside a list that was already added.</source>
        <translation>Dies ist eine Liste innerhalb einer bereits hinzugefügten Liste.</translation>
    </message>
    <message>
        <source>This live video has not started yet. Try again once it runs.</source>
        <translation>Dieses Live-Video hat noch nicht begonnen. Versuchen Sie es erneut, sobald es läuft.</translation>
    </message>
    <message>
        <source>This video is age-restricted and needs a login.</source>
        <translation>Dieses Video hat eine Altersbeschränkung und verlangt eine Anmeldung.</translation>
    </message>
    <message>
        <source>This video is copy-protected (DRM) and cannot be downloaded.</source>
        <translation>Dieses Video ist kopiergeschützt (DRM) und kann nicht heruntergeladen werden.</translation>
    </message>
    <message>
        <source>This video is for members only.</source>
        <translation>Dieses Video ist nur für Mitglieder.</translation>
    </message>
    <message>
        <source>This video is larger or takes longer than is allowed here.</source>
        <translation>Dieses Video ist größer oder dauert länger, als hier erlaubt ist.</translation>
    </message>
    <message>
        <source>This video is not available in your country.</source>
        <translation>Dieses Video ist in Ihrem Land nicht verfügbar.</translation>
    </message>
    <message>
        <source>This video is private.</source>
        <translation>Dieses Video ist privat.</translation>
    </message>
    <message>
        <source>This video needs a login. Spool can use the cookies of a browser.</source>
        <translation>Dieses Video verlangt eine Anmeldung. Spool kann die Cookies eines Browsers verwenden.</translation>
    </message>
    <message>
        <source>Too many requests: the site asks to wait before trying again.</source>
        <translation>Zu viele Anfragen: Die Website verlangt eine Wartezeit bis zum nächsten Versuch.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>At once</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Gleichzeitige Downloads</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>Total progress</source>
        <translation>Gesamtfortschritt</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>noch etwa {0}</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} frei</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>{0} von {1} fertig</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>downloaded before, will be skipped</source>
        <translation>bereits heruntergeladen, wird übersprungen</translation>
    </message>
    <message>
        <source>name is taken: gets a number</source>
        <translation>Name vergeben: bekommt eine Nummer</translation>
    </message>
    <message>
        <source>needs a login</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>not available now: {0}</source>
        <translation>zurzeit nicht verfügbar: {0}</translation>
    </message>
    <message>
        <source>the same as an earlier row</source>
        <translation>identisch mit einem früheren Eintrag</translation>
    </message>
</context>
<context>
    <name>FormatModel</name>
    <message>
        <source>Audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>Best for the choice above</source>
        <translation>Bestes für die Auswahl oben</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>sound only</source>
        <translation>nur Audio</translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation>{0}&#xa0;kbit/s</translation>
    </message>
</context>
<context>
    <name>FormatTable</name>
    <message>
        <source>Exact format</source>
        <translation>Genaues Format</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Einzeln</translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>The disk is nearly full: nothing new starts in {0} until there is room again.</source>
        <translation>Der Datenträger ist fast voll: In {0} beginnt nichts Neues, bis wieder Platz ist.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n downloads</source>
        <translation>
            <numerusform>%n Download</numerusform>
            <numerusform>%n Downloads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n downloads are in {0} now</source>
        <translation>
            <numerusform>%n Download steht jetzt in {0}</numerusform>
            <numerusform>%n Downloads stehen jetzt in {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>1 download</source>
        <translation>1 Download</translation>
    </message>
    <message>
        <source>1 download is in {0} now</source>
        <translation>1 Download steht jetzt in {0}</translation>
    </message>
    <message>
        <source>It was in the cloud, and has expired there</source>
        <translation>War in der Cloud und ist dort abgelaufen</translation>
    </message>
    <message>
        <source>Nothing was exported: there is no room for {0}.</source>
        <translation>Es wurde nichts exportiert: Für {0} ist kein Platz.</translation>
    </message>
    <message>
        <source>Nothing was exported: {0} could not be written.</source>
        <translation>Es wurde nichts exportiert: {0} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing was exported: {0} cannot be written.</source>
        <translation>Es wurde nichts exportiert: {0} darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The disk is full: the history could not be changed.</source>
        <translation>Der Datenträger ist voll: Der Verlauf konnte nicht geändert werden.</translation>
    </message>
    <message>
        <source>The file is gone from {0}</source>
        <translation>Die Datei ist nicht mehr in {0}</translation>
    </message>
    <message>
        <source>The file with the history does not answer just now.</source>
        <translation>Die Datei des Verlaufs antwortet gerade nicht.</translation>
    </message>
    <message>
        <source>The file with the history is damaged.</source>
        <translation>Die Datei des Verlaufs ist beschädigt.</translation>
    </message>
    <message>
        <source>The file with the history cannot be read.</source>
        <translation>Die Datei des Verlaufs darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The history could not be changed.</source>
        <translation>Der Verlauf konnte nicht geändert werden.</translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Clear history</source>
        <translation>Verlauf leeren</translation>
    </message>
    <message>
        <source>Clear the whole history?</source>
        <translation>Den gesamten Verlauf leeren?</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Erneut herunterladen</translation>
    </message>
    <message>
        <source>Download {0} videos again?</source>
        <translation>{0} Videos erneut herunterladen?</translation>
    </message>
    <message>
        <source>It is in the batch already, and not done yet.</source>
        <translation>Schon im Stapel und noch nicht fertig.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0} downloads from the history?</source>
        <translation>{0} Downloads aus dem Verlauf entfernen?</translation>
    </message>
    <message>
        <source>Removed from the history. The files stay.</source>
        <translation>Aus dem Verlauf entfernt. Die Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>Die Datei ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The file is still in the cloud.</source>
        <translation>Die Datei ist noch in der Cloud.</translation>
    </message>
    <message>
        <source>The files stay where they are.</source>
        <translation>Die Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation>Den Ordner gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The history has changed meanwhile. Please choose again.</source>
        <translation>Der Verlauf hat sich inzwischen geändert. Bitte wählen Sie erneut.</translation>
    </message>
    <message>
        <source>The history is empty now. The files stay.</source>
        <translation>Der Verlauf ist jetzt leer. Die Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Es gibt keinen Browser, der diese Seite öffnet.</translation>
    </message>
    <message>
        <source>They are added to the batch.</source>
        <translation>Sie werden dem Stapel hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation>Ausgewählte Downloads</translation>
    </message>
    <message>
        <source>Remove from the history</source>
        <translation>Aus dem Verlauf entfernen</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Clear history…</source>
        <translation>Verlauf leeren…</translation>
    </message>
    <message>
        <source>Downloads.csv</source>
        <translation>Downloads.csv</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Verlauf exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Go to the batch</source>
        <translation>Zum Stapel</translation>
    </message>
    <message>
        <source>No download fits this search. It looks into titles, names, links and files.</source>
        <translation>Kein Download passt zu dieser Suche. Durchsucht werden Titel, Namen, Links und Dateien.</translation>
    </message>
    <message>
        <source>Nothing downloaded yet</source>
        <translation>Noch nichts heruntergeladen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Keine Treffer</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle anzeigen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The history cannot be shown</source>
        <translation>Der Verlauf kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>What has been downloaded stays listed here, also when it leaves the batch.</source>
        <translation>Was heruntergeladen wurde, bleibt hier aufgeführt, auch wenn es den Stapel verlässt.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
</context>
<context>
    <name>LanguageButton</name>
    <message>
        <source>Another language</source>
        <translation>Andere Sprache</translation>
    </message>
    <message>
        <source>Another language…</source>
        <translation>Andere Sprache…</translation>
    </message>
    <message>
        <source>Its code, such as ca or sr-Latn:</source>
        <translation>Code der Sprache, etwa ca oder sr-Latn:</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>The video&apos;s own language</source>
        <translation>Originalsprache des Videos</translation>
    </message>
</context>
<context>
    <name>LinkBar</name>
    <message>
        <source>Clear the link</source>
        <translation>Link löschen</translation>
    </message>
    <message>
        <source>Link to a video or a list</source>
        <translation>Link zu einem Video oder einer Liste</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>Link einfügen</translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Check all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Fertige entfernen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle pausieren</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
        <source>Save all to this computer</source>
        <translation>Alle auf diesem Computer speichern</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>Alle starten</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>Add to the batch (Ctrl+Enter)</source>
        <translation>Zum Stapel hinzufügen (Strg+Return)</translation>
    </message>
    <message>
        <source>Add {0} to the batch</source>
        <translation>{0} zum Stapel hinzufügen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>By number: 3-10, 14</source>
        <translation>Nach Nummer: 3-10, 14</translation>
    </message>
    <message>
        <source>Choose all that are shown</source>
        <translation>Alle angezeigten auswählen</translation>
    </message>
    <message>
        <source>Choose by number, such as 3-10, 14</source>
        <translation>Nach Nummer auswählen, etwa 3-10, 14</translation>
    </message>
    <message>
        <source>Choose none of those shown</source>
        <translation>Keine der angezeigten auswählen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Liste wird gelesen</translation>
    </message>
    <message>
        <source>Reading the list: {0} so far</source>
        <translation>Liste wird gelesen: bisher {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stopped: there may be more in the list.</source>
        <translation>Gestoppt: Die Liste enthält vielleicht noch mehr.</translation>
    </message>
    <message>
        <source>The list goes on beyond what is read at once.</source>
        <translation>Die Liste ist länger, als auf einmal gelesen wird.</translation>
    </message>
    <message>
        <source>Write numbers as 3-10, 14.</source>
        <translation>Nummern als 3-10, 14 schreiben.</translation>
    </message>
    <message>
        <source>{0} of {1} chosen</source>
        <translation>{0} von {1} ausgewählt</translation>
    </message>
</context>
<context>
    <name>LookingState</name>
    <message>
        <source>Looking at {0}…</source>
        <translation>{0} wird abgefragt…</translation>
    </message>
    <message>
        <source>Looking up the link</source>
        <translation>Link wird abgefragt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop looking (Esc)</source>
        <translation>Abfrage stoppen (Esc)</translation>
    </message>
</context>
<context>
    <name>NamingField</name>
    <message>
        <source>Date of publication</source>
        <translation>Veröffentlichungsdatum</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Place in its list</source>
        <translation>Platz in der Liste</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Website</translation>
    </message>
    <message>
        <source>Example: {0}</source>
        <translation>Zum Beispiel {0}</translation>
    </message>
    <message>
        <source>The site&apos;s number for it</source>
        <translation>Kennung bei der Website</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Title of its list</source>
        <translation>Titel der Liste</translation>
    </message>
    <message>
        <source>Uploader</source>
        <translation>Hochgeladen von</translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source> s</source>
        <translation>&#xa0;s</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>For all downloads together. It counts at once, also for those that run.</source>
        <translation>Für alle Downloads zusammen. Gilt sofort, auch für laufende.</translation>
    </message>
    <message>
        <source>Forget the password</source>
        <translation>Passwort vergessen</translation>
    </message>
    <message>
        <source>From the same site, so that it does not refuse too many in a short time.</source>
        <translation>Bei derselben Website, damit sie bei vielen in kurzer Zeit nicht ablehnt.</translation>
    </message>
    <message>
        <source>Keep the password in a file only you can read</source>
        <translation>In einer nur für Sie lesbaren Datei aufbewahren</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>MB/s</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>No wait</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Saving the password…</source>
        <translation>Passwort wird gespeichert…</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>Tempolimit</translation>
    </message>
    <message>
        <source>Spool remembers the password until it is closed.</source>
        <translation>Spool merkt sich das Passwort bis zum Beenden.</translation>
    </message>
    <message>
        <source>The password is in a file that only your account can read.</source>
        <translation>Das Passwort liegt in einer Datei, die nur Ihr Benutzerkonto lesen kann.</translation>
    </message>
    <message>
        <source>The password is in the system&apos;s keyring.</source>
        <translation>Das Passwort liegt im Schlüsselbund des Systems.</translation>
    </message>
    <message>
        <source>A password is saved; what is typed replaces it.</source>
        <translation>Gespeichert; eine Eingabe ersetzt es.</translation>
    </message>
    <message>
        <source>The password was for another proxy and is forgotten.</source>
        <translation>Das Passwort gehörte zu einem anderen Proxy und wurde vergessen.</translation>
    </message>
    <message>
        <source>This is no address of a proxy. The one before stays in use.</source>
        <translation>Das ist keine Proxy-Adresse. Die bisherige gilt weiter.</translation>
    </message>
    <message>
        <source>Unit of the speed limit</source>
        <translation>Einheit des Tempolimits</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Wait between downloads</source>
        <translation>Pause zwischen Downloads</translation>
    </message>
    <message>
        <source>kB/s</source>
        <translation>kB/s</translation>
    </message>
</context>
<context>
    <name>NotAdded</name>
    <message>
        <source>Nothing was added: the disk is full. Make room and add the links again.</source>
        <translation>Nichts hinzugefügt: Der Datenträger ist voll. Schaffen Sie Platz und fügen Sie die Links erneut hinzu.</translation>
    </message>
    <message>
        <source>Nothing was added: the list belongs to a newer Spool.</source>
        <translation>Nichts hinzugefügt: Die Liste gehört zu einem neueren Spool.</translation>
    </message>
    <message>
        <source>Nothing was added: the list could not be saved.</source>
        <translation>Nichts hinzugefügt: Die Liste konnte nicht gespeichert werden.</translation>
    </message>
    <message>
        <source>Nothing was added: the list cannot be written to the disk.</source>
        <translation>Nichts hinzugefügt: Die Liste darf nicht auf den Datenträger geschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing was added: the saved list cannot be read.</source>
        <translation>Nichts hinzugefügt: Die gespeicherte Liste kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Nothing was added: the saved list is damaged.</source>
        <translation>Nichts hinzugefügt: Die gespeicherte Liste ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n downloads failed</source>
        <translation>
            <numerusform>%n Download fehlgeschlagen</numerusform>
            <numerusform>%n Downloads fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are done</source>
        <translation>
            <numerusform>%n Video ist fertig</numerusform>
            <numerusform>%n Videos sind fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>1 download failed</source>
        <translation>1 Download fehlgeschlagen</translation>
    </message>
    <message>
        <source>1 video is done</source>
        <translation>1 Video ist fertig</translation>
    </message>
    <message>
        <source>Everything is done.</source>
        <translation>Alles ist fertig.</translation>
    </message>
    <message>
        <source>The list says why, and what can be done.</source>
        <translation>In der Liste steht, warum und was zu tun ist.</translation>
    </message>
</context>
<context>
    <name>OfferLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Add them to the batch</source>
        <translation>Zum Stapel hinzufügen</translation>
    </message>
    <message>
        <source>Link in the clipboard: {0}</source>
        <translation>Link in der Zwischenablage: {0}</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message numerus="yes">
        <source>%n are no links</source>
        <translation>
            <numerusform>%n ist kein Link</numerusform>
            <numerusform>%n sind keine Links</numerusform>
        </translation>
    </message>
    <message>
        <source>1 is no link</source>
        <translation>1 ist kein Link</translation>
    </message>
    <message numerus="yes">
        <source>Added %n</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>Added 1</source>
        <translation>1 hinzugefügt</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message numerus="yes">
        <source>No links found in %n lines.</source>
        <translation>
            <numerusform>In %n Zeile wurden keine Links gefunden.</numerusform>
            <numerusform>In %n Zeilen wurden keine Links gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>That is no link. A link begins with http:// or https://.</source>
        <translation>Das ist kein Link. Ein Link beginnt mit http:// oder https://.</translation>
    </message>
    <message>
        <source>The list goes on beyond what is taken at once.</source>
        <translation>Die Liste ist länger, als auf einmal übernommen wird.</translation>
    </message>
    <message>
        <source>There was more than the {0} links that are taken at once.</source>
        <translation>Es waren mehr als die {0} Links, die auf einmal übernommen werden.</translation>
    </message>
    <message numerus="yes">
        <source>skipped %n duplicates</source>
        <translation>
            <numerusform>%n Duplikat übersprungen</numerusform>
            <numerusform>%n Duplikate übersprungen</numerusform>
        </translation>
    </message>
    <message>
        <source>skipped 1 duplicate</source>
        <translation>1 Duplikat übersprungen</translation>
    </message>
    <message>
        <source>the rest could not be saved. Add the list again once it can be</source>
        <translation>der Rest konnte nicht gespeichert werden. Fügen Sie die Liste erneut hinzu, sobald das wieder geht</translation>
    </message>
    <message>
        <source>“{0}” cannot be read.</source>
        <translation>„{0}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>“{0}” is a folder. Drop files with links in them, or the links themselves.</source>
        <translation>„{0}“ ist ein Ordner. Legen Sie Dateien mit Links ab oder die Links selbst.</translation>
    </message>
    <message>
        <source>“{0}” is already a media file. Drop links, or files with links in them.</source>
        <translation>„{0}“ ist bereits eine Mediendatei. Legen Sie Links ab oder Dateien mit Links.</translation>
    </message>
    <message>
        <source>“{0}” is not a text file, so there are no links to read in it.</source>
        <translation>„{0}“ ist keine Textdatei; es sind also keine Links darin zu lesen.</translation>
    </message>
    <message>
        <source>“{0}”: </source>
        <translation>„{0}“: </translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Picture of the video</source>
        <translation>Bild des Videos</translation>
    </message>
</context>
<context>
    <name>PlaceSwitch</name>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>New downloads run in the cloud</source>
        <translation>Neue Downloads laufen in der Cloud</translation>
    </message>
    <message>
        <source>New downloads run on this computer</source>
        <translation>Neue Downloads laufen auf diesem Computer</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Where new downloads run</source>
        <translation>Wo neue Downloads laufen</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message numerus="yes">
        <source>%n downloaded before</source>
        <translation>
            <numerusform>%n bereits heruntergeladen</numerusform>
            <numerusform>%n bereits heruntergeladen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicates</source>
        <translation>
            <numerusform>%n Duplikat</numerusform>
            <numerusform>%n Duplikate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names taken</source>
        <translation>
            <numerusform>%n Name vergeben</numerusform>
            <numerusform>%n Namen vergeben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need a login</source>
        <translation>
            <numerusform>%n nur mit Anmeldung</numerusform>
            <numerusform>%n nur mit Anmeldung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not available</source>
        <translation>
            <numerusform>%n nicht verfügbar</numerusform>
            <numerusform>%n nicht verfügbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of unknown size</source>
        <translation>
            <numerusform>%n mit unbekannter Größe</numerusform>
            <numerusform>%n mit unbekannter Größe</numerusform>
        </translation>
    </message>
    <message>
        <source>1 downloaded before</source>
        <translation>1 bereits heruntergeladen</translation>
    </message>
    <message>
        <source>1 duplicate</source>
        <translation>1 Duplikat</translation>
    </message>
    <message>
        <source>1 name taken</source>
        <translation>1 Name vergeben</translation>
    </message>
    <message>
        <source>1 needs a login</source>
        <translation>1 nur mit Anmeldung</translation>
    </message>
    <message>
        <source>1 not available</source>
        <translation>1 nicht verfügbar</translation>
    </message>
    <message>
        <source>1 of unknown size</source>
        <translation>1 mit unbekannter Größe</translation>
    </message>
    <message numerus="yes">
        <source>Checked %n downloads</source>
        <translation>
            <numerusform>%n Download geprüft</numerusform>
            <numerusform>%n Downloads geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>Checked 1 download</source>
        <translation>1 Download geprüft</translation>
    </message>
    <message>
        <source>Checked {0} of {1}</source>
        <translation>{0} von {1} geprüft</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>about {0}, {1} free</source>
        <translation>etwa {0} bei {1} freiem Platz</translation>
    </message>
    <message>
        <source>about {0}: {1} more than there is room for</source>
        <translation>etwa {0}: {1} mehr, als Platz ist</translation>
    </message>
</context>
<context>
    <name>PreflightBar</name>
    <message>
        <source>Close this line</source>
        <translation>Diese Zeile schließen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Prüfung stoppen</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Best audio</source>
        <translation>Bestes Audio</translation>
    </message>
    <message>
        <source>Best video</source>
        <translation>Bestes Video</translation>
    </message>
    <message>
        <source>MP3 320</source>
        <translation>MP3 320</translation>
    </message>
    <message>
        <source>MP4 up to 1080p</source>
        <translation>MP4 bis 1080p</translation>
    </message>
    <message>
        <source>Up to 720p</source>
        <translation>Bis 720p</translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Edit presets…</source>
        <translation>Profile bearbeiten…</translation>
    </message>
    <message>
        <source>Own choice</source>
        <translation>Eigene Auswahl</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Profil</translation>
    </message>
</context>
<context>
    <name>PresetList</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>{0} (default)</source>
        <translation>{0} (für neue Downloads)</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Download as</source>
        <translation>Herunterladen als</translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation>Profile bearbeiten…</translation>
    </message>
</context>
<context>
    <name>PresetName</name>
    <message>
        <source>A preset needs a name.</source>
        <translation>Ein Profil braucht einen Namen.</translation>
    </message>
    <message>
        <source>Another preset has this name.</source>
        <translation>Ein anderes Profil hat diesen Namen.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>Neues Profil</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Restore the original presets</source>
        <translation>Ursprüngliche Profile wiederherstellen</translation>
    </message>
    <message>
        <source>The chosen preset</source>
        <translation>Das ausgewählte Profil</translation>
    </message>
    <message>
        <source>Use for new downloads</source>
        <translation>Für neue Downloads verwenden</translation>
    </message>
</context>
<context>
    <name>PricesGroup</name>
    <message>
        <source>1 GB kept for a month</source>
        <translation>1&#xa0;GB, einen Monat aufbewahrt</translation>
    </message>
    <message>
        <source>1 GB to this computer</source>
        <translation>1&#xa0;GB auf diesen Computer</translation>
    </message>
    <message>
        <source>A worker&apos;s price for an hour, divided by the downloads that it runs at once.</source>
        <translation>Was ein Worker in einer Stunde kostet, geteilt durch die Downloads, die er gleichzeitig ausführt.</translation>
    </message>
    <message>
        <source>AWS list prices in us-east-1, on demand, as known in November 2026.</source>
        <translation>Listenpreise von AWS in us-east-1, on demand, wie im November 2026 bekannt.</translation>
    </message>
    <message>
        <source>An hour of work</source>
        <translation>Eine Stunde Arbeit</translation>
    </message>
    <message>
        <source>Below the list stands about what its downloads in the cloud cost, where the service is your own on AWS. What that costs by standing there, used or not, such as its load balancer, addresses and database, is not in it, and neither are taxes.</source>
        <translation>Unter der Liste steht, was ihre Downloads in der Cloud ungefähr kosten, wenn der Dienst Ihr eigener bei AWS ist. Was er kostet, nur weil er dasteht, benutzt oder nicht, wie Load Balancer, Adressen und Datenbank, ist nicht enthalten, Steuern auch nicht.</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Standardwerte</translation>
    </message>
    <message>
        <source>For files that are not brought here at once.</source>
        <translation>Für Dateien, die nicht gleich hierher geholt werden.</translation>
    </message>
    <message>
        <source>Of CloudFront the first 1,000 GB of a month are free: enter 0 where yours stay below.</source>
        <translation>Bei CloudFront sind die ersten 1.000&#xa0;GB im Monat frei: Geben Sie 0 ein, wenn Ihre darunter bleiben.</translation>
    </message>
    <message>
        <source>Prices for the estimate</source>
        <translation>Preise für die Schätzung</translation>
    </message>
</context>
<context>
    <name>ProblemNotices</name>
    <message>
        <source>Spool ended unexpectedly last time. What was under way goes on where it stopped; the log folder holds a report.</source>
        <translation>Spool wurde beim letzten Mal unerwartet beendet. Was lief, wird fortgesetzt, wo es aufgehört hat; im Protokollordner liegt ein Bericht.</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>The best there is</source>
        <translation>Beste verfügbare</translation>
    </message>
    <message>
        <source>Up to 1080p (Full HD)</source>
        <translation>Bis 1080p (Full HD)</translation>
    </message>
    <message>
        <source>Up to 1440p</source>
        <translation>Bis 1440p</translation>
    </message>
    <message>
        <source>Up to 2160p (4K)</source>
        <translation>Bis 2160p (4K)</translation>
    </message>
    <message>
        <source>Up to 360p</source>
        <translation>Bis 360p</translation>
    </message>
    <message>
        <source>Up to 480p</source>
        <translation>Bis 480p</translation>
    </message>
    <message>
        <source>Up to 720p (HD)</source>
        <translation>Bis 720p (HD)</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n downloads are still running</source>
        <translation>
            <numerusform>%n Download läuft noch</numerusform>
            <numerusform>%n Downloads laufen noch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more run in the cloud, and go on there.</source>
        <translation>
            <numerusform>1 weiterer läuft in der Cloud und geht dort weiter.</numerusform>
            <numerusform>%n weitere laufen in der Cloud und gehen dort weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>A download is still running</source>
        <translation>Ein Download läuft noch</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Hand the %n remaining to the cloud</source>
        <translation>
            <numerusform>Den letzten der Cloud übergeben</numerusform>
            <numerusform>Die übrigen %n der Cloud übergeben</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand the last one to the cloud</source>
        <translation>Den letzten der Cloud übergeben</translation>
    </message>
    <message>
        <source>Handing over… {0} of {1}</source>
        <translation>Wird übergeben… {0} von {1}</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Nothing is lost: what the service does not have yet stays in the list.</source>
        <translation>Nichts geht verloren: Was der Dienst noch nicht hat, bleibt in der Liste.</translation>
    </message>
    <message>
        <source>One more runs in the cloud, and goes on there.</source>
        <translation>Ein weiterer läuft in der Cloud und geht dort weiter.</translation>
    </message>
    <message>
        <source>Quit Spool?</source>
        <translation>Spool beenden?</translation>
    </message>
    <message>
        <source>Quit and continue next time</source>
        <translation>Beenden, später fortsetzen</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Trotzdem beenden</translation>
    </message>
    <message>
        <source>Spool closes once the service has all of it.</source>
        <translation>Spool schließt sich, sobald der Dienst alles hat.</translation>
    </message>
    <message>
        <source>What is handed over begins anew there, and goes on while Spool is closed.</source>
        <translation>Was übergeben wird, beginnt dort von vorn und geht weiter, während Spool geschlossen ist.</translation>
    </message>
    <message>
        <source>What is unfinished goes on where it stopped when Spool is opened again.</source>
        <translation>Beim nächsten Start geht Unfertiges weiter, wo es aufgehört hat.</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>Download all of it</source>
        <translation>Ganz herunterladen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll anzeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try best quality</source>
        <translation>Beste Qualität versuchen</translation>
    </message>
    <message>
        <source>Try in the cloud</source>
        <translation>In der Cloud versuchen</translation>
    </message>
    <message>
        <source>Try on this computer</source>
        <translation>Auf diesem Computer versuchen</translation>
    </message>
    <message>
        <source>Update the engine</source>
        <translation>Engine aktualisieren</translation>
    </message>
</context>
<context>
    <name>RowAction</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check before it starts</source>
        <translation>Vor dem Start prüfen</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Do what is suggested</source>
        <translation>Vorschlag ausführen</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Erneut herunterladen</translation>
    </message>
    <message>
        <source>Download anyway</source>
        <translation>Trotzdem herunterladen</translation>
    </message>
    <message>
        <source>Download next</source>
        <translation>Als Nächstes herunterladen</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the page in the browser</source>
        <translation>Seite im Browser öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove, also from the cloud</source>
        <translation>Entfernen, auch aus der Cloud</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Run in the cloud</source>
        <translation>In der Cloud ausführen</translation>
    </message>
    <message>
        <source>Run on this computer</source>
        <translation>Auf diesem Computer ausführen</translation>
    </message>
    <message>
        <source>Save to this computer</source>
        <translation>Auf diesem Computer speichern</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>Die Datei ist nicht mehr vorhanden.</translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation>Den Ordner gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Es gibt keinen Browser, der diese Seite öffnet.</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation>Ausgewählte Downloads</translation>
    </message>
</context>
<context>
    <name>RowPage</name>
    <message>
        <source>It is not in the list any more.</source>
        <translation>Nicht mehr in der Liste.</translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Download another</source>
        <translation>Weiteres Video laden</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Liste anzeigen</translation>
    </message>
    <message>
        <source>Show the list of downloads</source>
        <translation>Liste der Downloads anzeigen</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>Liste durchsuchen</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
</context>
<context>
    <name>SecretProblem</name>
    <message>
        <source>The system&apos;s keyring does not answer. It may wait to be unlocked.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht. Möglicherweise muss er entsperrt werden.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has refused the password.</source>
        <translation>Der Schlüsselbund des Systems hat das Passwort abgelehnt.</translation>
    </message>
    <message>
        <source>This system has no keyring for passwords.</source>
        <translation>Dieses System hat keinen Schlüsselbund für Passwörter.</translation>
    </message>
</context>
<context>
    <name>SectionFault</name>
    <message>
        <source>The end must come after the start.</source>
        <translation>Das Ende muss nach dem Anfang liegen.</translation>
    </message>
    <message>
        <source>The video is over before that.</source>
        <translation>Das Video ist vorher zu Ende.</translation>
    </message>
    <message>
        <source>Write a time as 1:02 (minutes and seconds), 1:02:03, or seconds alone.</source>
        <translation>Zeiten als 1:02 (Minuten und Sekunden), 1:02:03 oder nur in Sekunden angeben.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Window and system</source>
        <translation>Fenster und System</translation>
    </message>
</context>
<context>
    <name>SettingsProblem</name>
    <message>
        <source>The setting “{detail}” has a value that cannot be; the usual is used.</source>
        <translation>Die Einstellung „{detail}“ hat einen unzulässigen Wert; es gilt der Standard.</translation>
    </message>
    <message>
        <source>The settings at {detail} cannot be read; the usual ones are used.</source>
        <translation>Die Einstellungen in {detail} können nicht gelesen werden; es gilt der Standard.</translation>
    </message>
    <message>
        <source>The settings cannot be saved at {detail}.</source>
        <translation>Die Einstellungen können nicht in {detail} gespeichert werden.</translation>
    </message>
    <message>
        <source>The settings were damaged. They were set aside as {detail}; the usual ones are used.</source>
        <translation>Die Einstellungen waren beschädigt. Sie wurden als {detail} beiseitegelegt; es gilt der Standard.</translation>
    </message>
    <message>
        <source>The settings were written by a newer Spool. What this one does not know is left alone.</source>
        <translation>Die Einstellungen stammen von einem neueren Spool. Was dieses hier nicht kennt, bleibt unverändert.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Download what the Single tab shows</source>
        <translation>Herunterladen, was „Einzeln“ zeigt</translation>
    </message>
    <message>
        <source>Go to the buttons of a row</source>
        <translation>Zu den Schaltflächen eines Eintrags</translation>
    </message>
    <message>
        <source>Open the menu of the chosen rows</source>
        <translation>Menü der gewählten Einträge öffnen</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Pausieren oder fortsetzen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Stop looking at a link, or close the details</source>
        <translation>Abfrage stoppen, Details schließen</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>SinglePage</name>
    <message numerus="yes">
        <source>%n links found</source>
        <translation>
            <numerusform>%n Link gefunden</numerusform>
            <numerusform>%n Links gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>1 link found</source>
        <translation>1 Link gefunden</translation>
    </message>
    <message>
        <source>Download one video</source>
        <translation>Ein Video herunterladen</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>Link einfügen</translation>
    </message>
    <message>
        <source>Paste the link to a video or a list. You see what it is before it starts.</source>
        <translation>Link zu einem Video oder einer Liste einfügen. Vor dem Start ist zu sehen, was es ist.</translation>
    </message>
    <message>
        <source>Stopped. Press Enter to look again.</source>
        <translation>Gestoppt. Eingabetaste drücken, um erneut abzufragen.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Es gibt keinen Browser, der diese Seite öffnet.</translation>
    </message>
</context>
<context>
    <name>Sponsors</name>
    <message>
        <source>Cut it out</source>
        <translation>Herausschneiden</translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation>Im Video lassen</translation>
    </message>
    <message>
        <source>Mark it as chapters</source>
        <translation>Als Kapitel markieren</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>This is in the list already.</source>
        <translation>Das ist bereits in der Liste.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Already here</source>
        <translation>Bereits vorhanden</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Canceling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Coming to this computer</source>
        <translation>Wird auf diesen Computer übertragen</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Wird konvertiert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done, but tags or cover could not be embedded</source>
        <translation>Fertig, aber Tags oder Cover konnten nicht eingebettet werden</translation>
    </message>
    <message>
        <source>Done, without subtitles</source>
        <translation>Fertig, ohne Untertitel</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
    <message>
        <source>Downloading audio</source>
        <translation>Audio wird heruntergeladen</translation>
    </message>
    <message>
        <source>Downloading video</source>
        <translation>Video wird heruntergeladen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Wird abgeschlossen</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>In der Cloud</translation>
    </message>
    <message>
        <source>In the cloud, about to expire</source>
        <translation>In der Cloud, läuft gleich ab</translation>
    </message>
    <message>
        <source>Looking up the video</source>
        <translation>Video wird abgefragt</translation>
    </message>
    <message>
        <source>Merging video and audio</source>
        <translation>Video und Audio werden zusammengefügt</translation>
    </message>
    <message>
        <source>Moving into the folder</source>
        <translation>Wird in den Ordner verschoben</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird pausiert…</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Liste wird gelesen</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <source>Saved or removed on another computer</source>
        <translation>Auf einem anderen Computer gespeichert oder entfernt</translation>
    </message>
    <message>
        <source>Skipped: downloaded before</source>
        <translation>Übersprungen: bereits heruntergeladen</translation>
    </message>
    <message>
        <source>Stopping, goes on by itself…</source>
        <translation>Hält an, geht von selbst weiter…</translation>
    </message>
    <message>
        <source>Stopping, then begins anew…</source>
        <translation>Hält an, beginnt dann von vorn…</translation>
    </message>
    <message>
        <source>Stopping, then moves…</source>
        <translation>Hält an, zieht dann um…</translation>
    </message>
    <message>
        <source>Trying again in {0}</source>
        <translation>Neuer Versuch in {0}</translation>
    </message>
    <message>
        <source>Trying again soon</source>
        <translation>Neuer Versuch in Kürze</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>Wartet auf den Dienst</translation>
    </message>
    <message>
        <source>Waiting for the service to cancel</source>
        <translation>Wartet auf den Dienst, um abzubrechen</translation>
    </message>
    <message>
        <source>Waiting for the service to pause</source>
        <translation>Wartet auf den Dienst, um zu pausieren</translation>
    </message>
    <message>
        <source>Waiting for the service to remove it</source>
        <translation>Wartet auf den Dienst, um zu entfernen</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then begins anew</source>
        <translation>Wartet auf den Dienst, beginnt dann von vorn</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then goes on by itself</source>
        <translation>Wartet auf den Dienst, geht dann von selbst weiter</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then moves</source>
        <translation>Wartet auf den Dienst, zieht dann um</translation>
    </message>
    <message>
        <source>Waiting in the cloud</source>
        <translation>Wartet in der Cloud</translation>
    </message>
    <message>
        <source>for {0} more</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>from the cloud</source>
        <translation>aus der Cloud</translation>
    </message>
    <message>
        <source>in the cloud</source>
        <translation>in der Cloud</translation>
    </message>
    <message>
        <source>last heard {0} ago</source>
        <translation>zuletzt gehört vor {0}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>waits {0} before asking {1} again</source>
        <translation>wartet {0} auf {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
</context>
<context>
    <name>StoreProblem</name>
    <message>
        <source>Some rows of the saved list cannot be read by this Spool. They stay in {path} and are not shown; a newer Spool may know them.</source>
        <translation>Einige Einträge der gespeicherten Liste kann dieses Spool nicht lesen. Sie bleiben in {path} und werden nicht angezeigt; ein neueres Spool kennt sie vielleicht.</translation>
    </message>
    <message>
        <source>The disk is full: the list cannot be saved. Nothing is lost while Spool stays open; make room and it is saved by itself.</source>
        <translation>Der Datenträger ist voll: Die Liste kann nicht gespeichert werden. Solange Spool geöffnet bleibt, geht nichts verloren; sobald wieder Platz ist, wird sie von selbst gespeichert.</translation>
    </message>
    <message>
        <source>The list cannot be saved at {path}. Nothing is lost while Spool stays open.</source>
        <translation>Die Liste kann nicht in {path} gespeichert werden. Solange Spool geöffnet bleibt, geht nichts verloren.</translation>
    </message>
    <message>
        <source>The list cannot be saved: Spool has no permission to write to {path}. Nothing is lost while Spool stays open.</source>
        <translation>Die Liste kann nicht gespeichert werden: {path} darf nicht beschrieben werden. Solange Spool geöffnet bleibt, geht nichts verloren.</translation>
    </message>
    <message>
        <source>The saved list was damaged. It was set aside as {path}, and a new list was begun with what could be read.</source>
        <translation>Die gespeicherte Liste war beschädigt. Sie wurde als {path} beiseitegelegt, und eine neue Liste wurde mit dem noch Lesbaren begonnen.</translation>
    </message>
    <message>
        <source>The saved list was written by a newer Spool. It stays untouched at {path}; this one works with a list of its own.</source>
        <translation>Die gespeicherte Liste stammt von einem neueren Spool. Sie bleibt unverändert in {path}; dieses Spool arbeitet mit einer eigenen Liste.</translation>
    </message>
</context>
<context>
    <name>Subtitles</name>
    <message>
        <source>As files beside it</source>
        <translation>Als Dateien daneben</translation>
    </message>
    <message>
        <source>Inside the video</source>
        <translation>Im Video</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>TabLine</name>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
</context>
<context>
    <name>TemplateFault</name>
    <message>
        <source>A { or } is missing. One that belongs to the name is written twice.</source>
        <translation>Es fehlt ein { oder }. Gehört eines zum Namen, wird es doppelt geschrieben.</translation>
    </message>
    <message>
        <source>Files would not be in the chosen folder. The name before stays in use.</source>
        <translation>Die Dateien lägen nicht im gewählten Ordner. Der bisherige Name gilt weiter.</translation>
    </message>
    <message>
        <source>There is no name.</source>
        <translation>Es gibt keinen Namen.</translation>
    </message>
    <message>
        <source>There is no such field between { and }. “Insert” lists those there are.</source>
        <translation>Dieses Feld zwischen { und } gibt es nicht. „Einfügen“ zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>These are too many folders, one in the other.</source>
        <translation>Das sind zu viele ineinander liegende Ordner.</translation>
    </message>
    <message>
        <source>This is too long for a name.</source>
        <translation>Das ist zu lang für einen Namen.</translation>
    </message>
</context>
<context>
    <name>TimeRange</name>
    <message>
        <source>As 1:02 or 1:02:03. The whole video is fetched, then it is cut.</source>
        <translation>Als 1:02 oder 1:02:03. Das ganze Video wird geladen und dann geschnitten.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Hide Spool</source>
        <translation>Spool ausblenden</translation>
    </message>
    <message>
        <source>Show Spool</source>
        <translation>Spool anzeigen</translation>
    </message>
    <message>
        <source>Spool</source>
        <translation>Spool</translation>
    </message>
    <message>
        <source>Spool: {0} running, {1} waiting</source>
        <translation>Spool: {0} laufend, {1} wartend</translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>About {0}</source>
        <translation>Etwa {0}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download (Ctrl+Enter)</source>
        <translation>Herunterladen (Strg+Return)</translation>
    </message>
    <message>
        <source>Download as</source>
        <translation>Herunterladen als</translation>
    </message>
    <message>
        <source>Exact format</source>
        <translation>Genaues Format</translation>
    </message>
    <message>
        <source>File name: {0}</source>
        <translation>Dateiname: {0}</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Part: {0}</source>
        <translation>Ausschnitt: {0}</translation>
    </message>
    <message>
        <source>The video and its choices</source>
        <translation>Das Video und die Auswahl dazu</translation>
    </message>
    <message>
        <source>This was downloaded before.</source>
        <translation>Dies wurde bereits heruntergeladen.</translation>
    </message>
    <message>
        <source>not enough room</source>
        <translation>zu wenig Platz</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} frei</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>About Spool</source>
        <translation>Über Spool</translation>
    </message>
    <message>
        <source>Add links from files…</source>
        <translation>Links aus Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner auswählen…</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Gleichzeitige Downloads</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation>Neue Links</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Paste links</source>
        <translation>Links einfügen</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>Profile…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Show: {0}</source>
        <translation>Anzeigen: {0}</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Where new downloads run</source>
        <translation>Wo neue Downloads laufen</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Keep the computer awake while something runs</source>
        <translation>Computer wach halten, solange etwas läuft</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Notify when all is done or something fails</source>
        <translation>Benachrichtigen, wenn alles fertig ist oder etwas fehlschlägt</translation>
    </message>
    <message>
        <source>Offer a link that was copied</source>
        <translation>Kopierte Links anbieten</translation>
    </message>
    <message>
        <source>Once for many, not while the window is in front.</source>
        <translation>Einmal für viele, und nicht, solange das Fenster vorn ist.</translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation>Symbol im Infobereich anzeigen</translation>
    </message>
    <message>
        <source>Takes effect after a restart.</source>
        <translation>Gilt ab dem nächsten Start von Spool.</translation>
    </message>
    <message>
        <source>The clipboard is looked at when the window comes to the front.</source>
        <translation>Die Zwischenablage wird gelesen, wenn das Fenster nach vorn kommt.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Where the desktop has a place for it.</source>
        <translation>Sofern die Arbeitsumgebung dafür einen Platz hat.</translation>
    </message>
</context>
</TS>
