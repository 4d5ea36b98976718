<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Spool</source>
        <translation>À propos de Spool</translation>
    </message>
    <message>
        <source>Downloads lists of videos with yt-dlp.</source>
        <translation>Télécharge des listes de vidéos avec yt-dlp.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licences</translation>
    </message>
</context>
<context>
    <name>AboutPage</name>
    <message>
        <source>Another ffmpeg</source>
        <translation>Autre ffmpeg</translation>
    </message>
    <message>
        <source>Choose the program ffmpeg</source>
        <translation>Choisir le programme ffmpeg</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Copied. It holds no names, links, paths or passwords.</source>
        <translation>Informations copiées. Elles ne contiennent ni noms, ni liens, ni chemins, ni mots de passe.</translation>
    </message>
    <message>
        <source>Copy debug information</source>
        <translation>Copier les infos de débogage</translation>
    </message>
    <message>
        <source>It joins video and audio. Without a choice here, Spool finds one by itself.</source>
        <translation>Il réunit vidéo et audio. Sans choix ici, Spool en trouve un de lui-même.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Ouvrir le dossier du journal</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>There is no log yet.</source>
        <translation>Il n’y a pas encore de journal.</translation>
    </message>
    <message>
        <source>Use the one found</source>
        <translation>Utiliser celui trouvé</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>introuvable</translation>
    </message>
</context>
<context>
    <name>AddBar</name>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Add the links</source>
        <translation>Ajouter les liens</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation>Liens à ajouter</translation>
    </message>
    <message>
        <source>Open this folder</source>
        <translation>Ouvrir ce dossier</translation>
    </message>
    <message>
        <source>Paste or drop links, text or lists…</source>
        <translation>Collez ou déposez des liens, du texte ou des listes…</translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation>Utiliser le dossier par défaut</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n heure</numerusform>
            <numerusform>%n heures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 jour</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 heure</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 minute</translation>
    </message>
    <message>
        <source>B</source>
        <translation>o</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>PB</source>
        <translation>Po</translation>
    </message>
    <message>
        <source>TB</source>
        <translation>To</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message>
        <source>kB</source>
        <translation>ko</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>il y a {0}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0}&#xa0;j</translation>
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
        <translation>{0} sur {1}</translation>
    </message>
    <message>
        <source>{0} of {1} {2}</source>
        <translation>{0} sur {1}&#xa0;{2}</translation>
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
        <translation>Tel que fourni par le site</translation>
    </message>
</context>
<context>
    <name>Awake</name>
    <message>
        <source>Downloads are running</source>
        <translation>Des téléchargements sont en cours</translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>Add links from a file…</source>
        <translation>Ajouter des liens depuis un fichier…</translation>
    </message>
    <message>
        <source>Add links from files</source>
        <translation>Ajouter des liens depuis des fichiers</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Files with links</source>
        <translation>Fichiers contenant des liens</translation>
    </message>
    <message>
        <source>No download in the list fits this filter and search.</source>
        <translation>Aucun téléchargement de la liste ne correspond à ce filtre et à cette recherche.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Rien ici</translation>
    </message>
    <message>
        <source>Nothing to download yet</source>
        <translation>Rien à télécharger pour l’instant</translation>
    </message>
    <message>
        <source>Paste links above, or drop links, text or files with links on this window.</source>
        <translation>Collez des liens ci-dessus, ou déposez sur cette fenêtre des liens, du texte ou des fichiers qui en contiennent.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>The folder is not there yet. It is made when it is needed.</source>
        <translation>Ce dossier n’existe pas encore. Il sera créé quand il le faudra.</translation>
    </message>
</context>
<context>
    <name>Bitrate</name>
    <message>
        <source>Best quality</source>
        <translation>Le meilleur possible</translation>
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
        <translation>Publicité coupée</translation>
    </message>
    <message>
        <source>Advertising marked</source>
        <translation>Publicité marquée</translation>
    </message>
    <message>
        <source>Audio as {0}</source>
        <translation>Audio en {0}</translation>
    </message>
    <message>
        <source>Best audio</source>
        <translation>Meilleur audio</translation>
    </message>
    <message>
        <source>Best video</source>
        <translation>Meilleure vidéo</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Chapitres</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>Pochette</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Métadonnées</translation>
    </message>
    <message>
        <source>Up to {0}</source>
        <translation>Jusqu’à {0}</translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Advertising</source>
        <translation>Publicité</translation>
    </message>
    <message>
        <source>Also those made by a machine</source>
        <translation>Aussi les sous-titres automatiques</translation>
    </message>
    <message>
        <source>Audio format</source>
        <translation>Format audio</translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation>Audio seul</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Débit</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Chapitres</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Type de fichier</translation>
    </message>
    <message>
        <source>Inside the video, as far as people have marked it at SponsorBlock. Spool asks there about the video.</source>
        <translation>Dans la vidéo, d’après les repères des utilisateurs de SponsorBlock, qui est alors interrogé sur cette vidéo.</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Contenu</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Plus de choix</translation>
    </message>
    <message>
        <source>Put into the file</source>
        <translation>Intégrer au fichier</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>Sous-titres</translation>
    </message>
    <message>
        <source>The picture as a cover</source>
        <translation>L’image comme pochette</translation>
    </message>
    <message>
        <source>Title, artist and other tags</source>
        <translation>Titre, artiste et autres métadonnées</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
    <message>
        <source>Where there is less, the best below is taken.</source>
        <translation>À défaut, la meilleure qualité inférieure est prise.</translation>
    </message>
</context>
<context>
    <name>CloudLight</name>
    <message>
        <source>Cloud connected</source>
        <translation>Cloud connecté</translation>
    </message>
    <message>
        <source>Cloud: busy</source>
        <translation>Cloud&#xa0;: occupé</translation>
    </message>
    <message>
        <source>Cloud: certificate not valid</source>
        <translation>Cloud&#xa0;: certificat non valide</translation>
    </message>
    <message>
        <source>Cloud: connecting…</source>
        <translation>Cloud&#xa0;: connexion…</translation>
    </message>
    <message>
        <source>Cloud: full</source>
        <translation>Cloud&#xa0;: plein</translation>
    </message>
    <message>
        <source>Cloud: no address</source>
        <translation>Cloud&#xa0;: pas d’adresse</translation>
    </message>
    <message>
        <source>Cloud: no answer</source>
        <translation>Cloud&#xa0;: pas de réponse</translation>
    </message>
    <message>
        <source>Cloud: no more links today</source>
        <translation>Cloud&#xa0;: plus de liens aujourd’hui</translation>
    </message>
    <message>
        <source>Cloud: not connected</source>
        <translation>Cloud&#xa0;: non connecté</translation>
    </message>
    <message>
        <source>Cloud: not encrypted</source>
        <translation>Cloud&#xa0;: non chiffré</translation>
    </message>
    <message>
        <source>Cloud: not found</source>
        <translation>Cloud&#xa0;: introuvable</translation>
    </message>
    <message>
        <source>Cloud: not reachable</source>
        <translation>Cloud&#xa0;: injoignable</translation>
    </message>
    <message>
        <source>Cloud: nothing is sent</source>
        <translation>Cloud&#xa0;: rien n’est envoyé</translation>
    </message>
    <message>
        <source>Cloud: reconnecting…</source>
        <translation>Cloud&#xa0;: reconnexion…</translation>
    </message>
    <message>
        <source>Cloud: service too new</source>
        <translation>Cloud&#xa0;: service trop récent</translation>
    </message>
    <message>
        <source>Cloud: service too old</source>
        <translation>Cloud&#xa0;: service trop ancien</translation>
    </message>
    <message>
        <source>Cloud: something else answers</source>
        <translation>Cloud&#xa0;: autre chose répond</translation>
    </message>
    <message>
        <source>Cloud: something went wrong</source>
        <translation>Cloud&#xa0;: un problème est survenu</translation>
    </message>
    <message>
        <source>Cloud: token refused</source>
        <translation>Cloud&#xa0;: jeton refusé</translation>
    </message>
    <message>
        <source>Cloud: too much under way</source>
        <translation>Cloud&#xa0;: trop de travaux en cours</translation>
    </message>
    <message>
        <source>Press to open the settings.</source>
        <translation>Appuyez pour ouvrir les réglages.</translation>
    </message>
    <message>
        <source>Press to try now.</source>
        <translation>Appuyez pour essayer maintenant.</translation>
    </message>
</context>
<context>
    <name>CloudLink</name>
    <message numerus="yes">
        <source>%n changes wait for the service</source>
        <translation>
            <numerusform>%n changement attend le service</numerusform>
            <numerusform>%n changements attendent le service</numerusform>
        </translation>
    </message>
    <message>
        <source>1 change waits for the service</source>
        <translation>1 changement attend le service</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Connecté</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Non connecté</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Reconnexion…</translation>
    </message>
    <message>
        <source>Reconnecting… last heard {0} ago</source>
        <translation>Reconnexion… dernière nouvelle il y a {0}</translation>
    </message>
</context>
<context>
    <name>CloudPage</name>
    <message>
        <source>A token is saved; what is typed replaces it.</source>
        <translation>Il y en a un&#xa0;; ce qui est saisi le remplace.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Allow http without encryption to this address</source>
        <translation>Autoriser http sans chiffrement pour cette adresse</translation>
    </message>
    <message>
        <source>Bring finished files to this computer</source>
        <translation>Rapatrier les fichiers terminés sur cet ordinateur</translation>
    </message>
    <message>
        <source>Downloads can run in a service of your own: also while this computer is off, and with the connection it has there. The links, and what is chosen for them, are sent to it; folders, cookies and passwords are not.</source>
        <translation>Les téléchargements peuvent s’exécuter dans un service à vous&#xa0;: même quand cet ordinateur est éteint, et avec la connexion de là-bas. Les liens et les choix faits pour eux lui sont envoyés&#xa0;; pas les dossiers, les cookies ni les mots de passe.</translation>
    </message>
    <message>
        <source>Forget the token</source>
        <translation>Oublier le jeton</translation>
    </message>
    <message>
        <source>Keep the token in a file only you can read</source>
        <translation>Conserver dans un fichier lisible par vous seul</translation>
    </message>
    <message>
        <source>Saving the token…</source>
        <translation>Enregistrement du jeton…</translation>
    </message>
    <message>
        <source>Spool remembers the token until it is closed.</source>
        <translation>Spool retient le jeton jusqu’à sa fermeture.</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Tester la connexion</translation>
    </message>
    <message>
        <source>The token is in a file that only your account can read.</source>
        <translation>Le jeton est dans un fichier que seul votre compte peut lire.</translation>
    </message>
    <message>
        <source>The token is in the system&apos;s keyring.</source>
        <translation>Le jeton est dans le trousseau de clés du système.</translation>
    </message>
    <message>
        <source>The token was for another service and is forgotten.</source>
        <translation>Le jeton était celui d’un autre service&#xa0;; il est oublié.</translation>
    </message>
    <message>
        <source>They come by themselves. Otherwise they stay in the service until they expire there, and each has a button that saves it.</source>
        <translation>Ils arrivent d’eux-mêmes. Sinon, ils restent dans le service jusqu’à leur expiration, et chacun a un bouton qui l’enregistre.</translation>
    </message>
    <message>
        <source>This is no address of a service. The one before stays in use.</source>
        <translation>Ce n’est pas l’adresse d’un service. La précédente reste utilisée.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Whoever is on the way can read the token, the links and the files.</source>
        <translation>En chemin, d’autres peuvent lire le jeton, les liens et les fichiers.</translation>
    </message>
</context>
<context>
    <name>CloudResult</name>
    <message>
        <source>Connected. The service takes the token.</source>
        <translation>Connecté. Le service accepte le jeton.</translation>
    </message>
    <message>
        <source>Connected. The service wants no token.</source>
        <translation>Connecté. Le service ne demande pas de jeton.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connexion…</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>The service wants a token. Enter the one it has given you.</source>
        <translation>Le service demande un jeton. Saisissez celui qu’il vous a donné.</translation>
    </message>
    <message>
        <source>The service works with another version of yt-dlp than this computer. A video may work in one place and not in the other: update the older one.</source>
        <translation>Le service utilise une autre version de yt-dlp que cet ordinateur. Une vidéo peut fonctionner d’un côté et pas de l’autre&#xa0;: mettez à jour la plus ancienne.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
</context>
<context>
    <name>CloudTrouble</name>
    <message>
        <source>Enough is under way in the service. The rest is sent once some of it is done.</source>
        <translation>Assez de travaux sont en cours dans le service. Le reste est envoyé dès que certains sont terminés.</translation>
    </message>
    <message>
        <source>No service is set up. Enter its address and token.</source>
        <translation>Aucun service n’est configuré. Saisissez son adresse et son jeton.</translation>
    </message>
    <message>
        <source>Nothing can be reached at this address. See whether the service runs, and check the port and the internet connection.</source>
        <translation>Rien n’est joignable à cette adresse. Voyez si le service fonctionne, et vérifiez le port et la connexion à Internet.</translation>
    </message>
    <message>
        <source>Nothing is sent to the service, since this computer&apos;s disk does not keep what was sent. Make room on it.</source>
        <translation>Rien n’est envoyé au service, car le disque de cet ordinateur ne garde pas ce qui a été envoyé. Libérez-y de l’espace.</translation>
    </message>
    <message>
        <source>Something else answers at this address. Check the address, and whether this network wants you to log in first.</source>
        <translation>Autre chose répond à cette adresse. Vérifiez l’adresse, et si ce réseau demande d’abord de s’identifier.</translation>
    </message>
    <message>
        <source>Something went wrong in the service. Try again; its log says more.</source>
        <translation>Un problème est survenu dans le service. Réessayez&#xa0;; son journal en dit plus.</translation>
    </message>
    <message>
        <source>The certificate of the service is not valid. Check the address, and the date and time of this computer.</source>
        <translation>Le certificat du service n’est pas valide. Vérifiez l’adresse, ainsi que la date et l’heure de cet ordinateur.</translation>
    </message>
    <message>
        <source>The service asks to be left alone for a while. It is tried again.</source>
        <translation>Le service demande une pause. Un nouvel essai aura lieu.</translation>
    </message>
    <message>
        <source>The service did not answer in time. Try again in a while.</source>
        <translation>Le service n’a pas répondu à temps. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The service is too new for this Spool. Update Spool.</source>
        <translation>Le service est trop récent pour ce Spool. Mettez Spool à jour.</translation>
    </message>
    <message>
        <source>The service is too old for this Spool. Update the service.</source>
        <translation>Le service est trop ancien pour ce Spool. Mettez le service à jour.</translation>
    </message>
    <message>
        <source>The service refuses the token. Enter the one it has given you.</source>
        <translation>Le service refuse le jeton. Saisissez celui qu’il vous a donné.</translation>
    </message>
    <message>
        <source>The service takes no more links today. The rest is sent later, or runs on this computer.</source>
        <translation>Le service n’accepte plus de liens aujourd’hui. Le reste est envoyé plus tard, ou s’exécute sur cet ordinateur.</translation>
    </message>
    <message>
        <source>There is no computer of this name. Check the address and the internet connection.</source>
        <translation>Aucun ordinateur ne porte ce nom. Vérifiez l’adresse et la connexion à Internet.</translation>
    </message>
    <message>
        <source>There is no more room for your files in the service. Save some to this computer, or remove them.</source>
        <translation>Il n’y a plus de place pour vos fichiers dans le service. Enregistrez-en sur cet ordinateur, ou retirez-en.</translation>
    </message>
    <message>
        <source>This address is not encrypted. Use one that begins with https, or allow this one.</source>
        <translation>Cette adresse n’est pas chiffrée. Prenez-en une qui commence par https, ou autorisez celle-ci.</translation>
    </message>
</context>
<context>
    <name>Container</name>
    <message>
        <source>Any that fits</source>
        <translation>Le plus adapté</translation>
    </message>
</context>
<context>
    <name>CookieTrouble</name>
    <message>
        <source>On this system this browser lets no other program read its cookies. A file with cookies works.</source>
        <translation>Sur ce système, ce navigateur ne laisse aucun autre programme lire ses cookies. Un fichier de cookies convient.</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>Ce fichier ne peut pas être lu.</translation>
    </message>
    <message>
        <source>The file has cookies in another form (JSON). Export them as “cookies.txt”, which is also called Netscape format.</source>
        <translation>Ce fichier contient des cookies sous une autre forme (JSON). Exportez-les en «&#xa0;cookies.txt&#xa0;», aussi appelé format Netscape.</translation>
    </message>
    <message>
        <source>The file is far too large for one with cookies.</source>
        <translation>Ce fichier est bien trop volumineux pour un fichier de cookies.</translation>
    </message>
    <message>
        <source>There are no cookies in this file. It has to be a “cookies.txt”, which is also called Netscape format.</source>
        <translation>Ce fichier ne contient pas de cookies. Il faut un «&#xa0;cookies.txt&#xa0;», aussi appelé format Netscape.</translation>
    </message>
    <message>
        <source>There is no such browser on this system.</source>
        <translation>Ce navigateur n’existe pas sur ce système.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Ce fichier n’existe pas.</translation>
    </message>
    <message>
        <source>This browser was never used in this account.</source>
        <translation>Ce navigateur n’a jamais été utilisé avec ce compte.</translation>
    </message>
</context>
<context>
    <name>CookiesPage</name>
    <message>
        <source>A “cookies.txt”, as extensions for browsers export it. It is only read. Who has this file can act in your name: keep it to yourself.</source>
        <translation>Un «&#xa0;cookies.txt&#xa0;», tel que l’exportent des extensions de navigateur. Il est seulement lu. Qui détient ce fichier peut agir en votre nom&#xa0;: gardez-le pour vous.</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Navigateur</translation>
    </message>
    <message>
        <source>Choose a file with cookies</source>
        <translation>Choisir un fichier de cookies</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>From a browser</source>
        <translation>D’un navigateur</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>D’un fichier</translation>
    </message>
    <message>
        <source>No cookies</source>
        <translation>Aucun cookie</translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation>Aucun fichier n’est encore choisi.</translation>
    </message>
    <message>
        <source>Some videos need a login. With the cookies of a browser in which you are logged in, Spool is let in as you are. A site then sees who downloads, so use them only where they are needed.</source>
        <translation>Certaines vidéos nécessitent un compte. Avec les cookies d’un navigateur où vous êtes connecté, Spool y accède comme vous. Le site voit alors qui télécharge&#xa0;: n’utilisez les cookies que là où il le faut.</translation>
    </message>
    <message>
        <source>There are cookies in this file.</source>
        <translation>Ce fichier contient des cookies.</translation>
    </message>
    <message>
        <source>This browser is here. It may have to be closed while cookies are read.</source>
        <translation>Ce navigateur est présent. Il faudra peut-être le fermer pendant la lecture des cookies.</translation>
    </message>
    <message>
        <source>Use a file instead…</source>
        <translation>Utiliser plutôt un fichier…</translation>
    </message>
</context>
<context>
    <name>CostLine</name>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos (estimate from {2})</source>
        <translation>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéo (estimation d’après {2})</numerusform>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéos (estimation d’après {2})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos (estimate)</source>
        <translation>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéo (estimation)</numerusform>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéos (estimation)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cloud: {0} for %n videos, {1} so far (estimate, {2})</source>
        <translation>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéo, jusqu’ici {1} (estimation, {2})</numerusform>
            <numerusform>Cloud&#xa0;: {0} pour %n vidéos, jusqu’ici {1} (estimation, {2})</numerusform>
        </translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video (estimate from {2})</source>
        <translation>Cloud&#xa0;: {0} pour 1 vidéo (estimation d’après {2})</translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video (estimate)</source>
        <translation>Cloud&#xa0;: {0} pour 1 vidéo (estimation)</translation>
    </message>
    <message>
        <source>Cloud: {0} for 1 video, {1} so far (estimate, {2})</source>
        <translation>Cloud&#xa0;: {0} pour 1 vidéo, jusqu’ici {1} (estimation, {2})</translation>
    </message>
    <message>
        <source>From the prices in the settings. A video of unknown size counts as {0}. What the service costs by standing there, used or not, is not in it.</source>
        <translation>D’après les prix des réglages. Une vidéo de taille inconnue compte pour {0}. Ce que le service coûte du seul fait d’exister, utilisé ou non, n’est pas compris.</translation>
    </message>
    <message>
        <source>about ${0}</source>
        <translation>environ {0}&#xa0;$</translation>
    </message>
    <message>
        <source>less than 1 cent</source>
        <translation>moins de 1&#xa0;cent</translation>
    </message>
    <message>
        <source>{0} of work</source>
        <translation>{0} de travail</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copier les détails</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>It happened once.</source>
        <translation>C’est arrivé une fois.</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Ouvrir le dossier du journal</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Un problème est survenu</translation>
    </message>
    <message>
        <source>Spool met an error it did not expect. Your list is saved, and downloads go on. If the window behaves oddly from now on, quit Spool and start it again. If it happens again, copy the details and report them.</source>
        <translation>Une erreur inattendue est survenue dans Spool. Votre liste est enregistrée et les téléchargements continuent. Si la fenêtre se comporte désormais de façon étrange, quittez Spool et relancez-le. Si cela se reproduit, copiez les détails et signalez-les.</translation>
    </message>
    <message numerus="yes">
        <source>There were %n errors so far.</source>
        <translation>
            <numerusform>Il y a eu %n erreur jusqu’ici.</numerusform>
            <numerusform>Il y a eu %n erreurs jusqu’ici.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>A slash makes a folder: the file goes into “{0}”.</source>
        <translation>Une barre oblique crée un dossier&#xa0;: le fichier ira dans «&#xa0;{0}&#xa0;».</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Nom du fichier</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>There is a file of this name: this one gets a number.</source>
        <translation>Un fichier porte déjà ce nom&#xa0;: celui-ci recevra un numéro.</translation>
    </message>
    <message>
        <source>These are too many folders, one inside the other.</source>
        <translation>Trop de dossiers imbriqués.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Ce nom est trop long.</translation>
    </message>
    <message>
        <source>This name would lead out of the folder.</source>
        <translation>Ce nom ferait sortir du dossier.</translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation>Utiliser le dossier par défaut</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Choice</source>
        <translation>Choix</translation>
    </message>
    <message>
        <source>Choose a download to see more about it.</source>
        <translation>Choisissez un téléchargement pour en savoir plus.</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Fermer les détails</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Copier la commande</translation>
    </message>
    <message>
        <source>Copy log</source>
        <translation>Copier le journal</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>Dans le cloud</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Lien</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>No messages since Spool was started.</source>
        <translation>Aucun message depuis le démarrage de Spool.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>Solution</translation>
    </message>
    <message>
        <source>The same as a yt-dlp command</source>
        <translation>Commande yt-dlp équivalente</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Emplacement</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>{0} of work</source>
        <translation>{0} de travail</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Also where the file is not there any more.</source>
        <translation>Même si le fichier n’existe plus.</translation>
    </message>
    <message>
        <source>Check every link before it starts</source>
        <translation>Vérifier chaque lien avant de le télécharger</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choisir…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Download as</source>
        <translation>Télécharger en</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Téléchargements simultanés</translation>
    </message>
    <message>
        <source>Downloads that were running when Spool was closed, at the next start.</source>
        <translation>Au prochain démarrage, ce qui était en cours à la fermeture de Spool.</translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation>Modifier les préréglages…</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Noms des fichiers</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
    <message>
        <source>Forget what was downloaded</source>
        <translation>Oublier les vidéos déjà téléchargées</translation>
    </message>
    <message>
        <source>Forget what was downloaded…</source>
        <translation>Oublier les vidéos déjà téléchargées…</translation>
    </message>
    <message>
        <source>Forget which videos were downloaded before?</source>
        <translation>Oublier quelles vidéos ont déjà été téléchargées&#xa0;?</translation>
    </message>
    <message>
        <source>Leave paused</source>
        <translation>Laisser suspendus</translation>
    </message>
    <message>
        <source>It could not be forgotten: the list cannot be written to the disk.</source>
        <translation>Impossible de les oublier&#xa0;: la liste ne peut pas être écrite sur le disque.</translation>
    </message>
    <message>
        <source>Nothing is skipped any more until it is downloaded again.</source>
        <translation>Plus aucune vidéo n’est ignorée avant d’être téléchargée de nouveau.</translation>
    </message>
    <message>
        <source>Skip what was downloaded before</source>
        <translation>Ignorer ce qui a déjà été téléchargé</translation>
    </message>
    <message>
        <source>Tells the size, names that are taken, and what needs a login.</source>
        <translation>Indique la taille, les noms déjà pris et ce qui nécessite un compte.</translation>
    </message>
    <message>
        <source>They are not skipped any more. Files, the list and the history stay.</source>
        <translation>Elles ne seront plus ignorées. Les fichiers, la liste et l’historique restent.</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Inachevés</translation>
    </message>
    <message>
        <source>Use the usual one</source>
        <translation>Dossier par défaut</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop links, text or files here</source>
        <translation>Déposez ici des liens, du texte ou des fichiers</translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation>Déposer pour ajouter</translation>
    </message>
    <message>
        <source>Links, text, or files with links in them</source>
        <translation>Liens, texte ou fichiers contenant des liens</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>The engine {failed} does not work on this computer. Spool went back to {used}.</source>
        <translation>Le moteur {failed} ne fonctionne pas sur cet ordinateur. Spool est revenu à {used}.</translation>
    </message>
</context>
<context>
    <name>EngineEnd</name>
    <message>
        <source>Another Spool is updating the engine just now.</source>
        <translation>Un autre Spool met le moteur à jour en ce moment.</translation>
    </message>
    <message>
        <source>Newer engines cannot be looked for: nobody answers. Is this computer online? The engine stays {used}.</source>
        <translation>Impossible de chercher un moteur plus récent&#xa0;: personne ne répond. Cet ordinateur est-il en ligne&#xa0;? Le moteur reste {used}.</translation>
    </message>
    <message>
        <source>The address for newer engines refuses to answer now. The engine stays {used}.</source>
        <translation>L’adresse des moteurs plus récents refuse de répondre pour l’instant. Le moteur reste {used}.</translation>
    </message>
    <message>
        <source>The engine could not be updated. The log says more.</source>
        <translation>Le moteur n’a pas pu être mis à jour. Le journal en dit plus.</translation>
    </message>
    <message>
        <source>The engine is now {used}. Downloads that start from now on use it.</source>
        <translation>Le moteur est maintenant {used}. Les téléchargements qui commencent désormais l’utilisent.</translation>
    </message>
    <message>
        <source>The engine {found} arrived damaged, and was not taken.</source>
        <translation>Le moteur {found} est arrivé endommagé et n’a pas été pris.</translation>
    </message>
    <message>
        <source>The engine {found} cannot be saved. It stays {used}.</source>
        <translation>Le moteur {found} ne peut pas être enregistré. Il reste {used}.</translation>
    </message>
    <message>
        <source>The engine {found} does not work on this computer. It stays {used}.</source>
        <translation>Le moteur {found} ne fonctionne pas sur cet ordinateur. Il reste {used}.</translation>
    </message>
    <message>
        <source>The engine {found} is not signed by the makers of yt-dlp, and was not taken.</source>
        <translation>Le moteur {found} n’est pas signé par les auteurs de yt-dlp et n’a pas été pris.</translation>
    </message>
    <message>
        <source>The engine {used} is the newest there is.</source>
        <translation>Le moteur {used} est le plus récent qui existe.</translation>
    </message>
    <message>
        <source>There are no engines at the address for newer engines. The engine stays {used}.</source>
        <translation>Il n’y a aucun moteur à l’adresse des moteurs plus récents. Le moteur reste {used}.</translation>
    </message>
    <message>
        <source>There is no room on the disk for the engine {found}.</source>
        <translation>Il n’y a pas de place sur le disque pour le moteur {found}.</translation>
    </message>
    <message>
        <source>What is offered as the engine {found} is an older one. It was not taken.</source>
        <translation>Ce qui est proposé comme moteur {found} est un moteur plus ancien. Il n’a pas été pris.</translation>
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
        <translation>Vérifier maintenant</translation>
    </message>
    <message>
        <source>Go back to the one that came with Spool</source>
        <translation>Revenir à celui fourni avec Spool</translation>
    </message>
    <message>
        <source>Keep the engine current</source>
        <translation>Garder le moteur à jour</translation>
    </message>
    <message>
        <source>Sites change, and yt-dlp follows. Spool looks once a day, takes only what the makers of yt-dlp have signed, and tries it before it is used.</source>
        <translation>Les sites changent, et yt-dlp les suit. Spool regarde une fois par jour, ne prend que ce que les auteurs de yt-dlp ont signé, et l’essaie avant de l’utiliser.</translation>
    </message>
    <message>
        <source>The engine is yt-dlp: the program that finds the videos on a page and fetches them. yt-dlp-ejs helps it with YouTube.</source>
        <translation>Le moteur est yt-dlp&#xa0;: le programme qui trouve les vidéos d’une page et les récupère. yt-dlp-ejs l’aide pour YouTube.</translation>
    </message>
    <message>
        <source>This address cannot be used: it has to begin with https:// and must not hold a password, ? or #. The one before stays in use.</source>
        <translation>Cette adresse ne convient pas&#xa0;: elle doit commencer par https:// et ne contenir ni mot de passe, ni ?, ni #. La précédente reste utilisée.</translation>
    </message>
    <message>
        <source>Where newer engines come from</source>
        <translation>D’où viennent les moteurs plus récents</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Mises à jour</translation>
    </message>
    <message>
        <source>yt-dlp in use</source>
        <translation>yt-dlp utilisé</translation>
    </message>
    <message>
        <source>yt-dlp that came with Spool</source>
        <translation>yt-dlp fourni avec Spool</translation>
    </message>
    <message>
        <source>yt-dlp-ejs in use</source>
        <translation>yt-dlp-ejs utilisé</translation>
    </message>
</context>
<context>
    <name>EngineStep</name>
    <message>
        <source>Fetching the engine {0}…</source>
        <translation>Récupération du moteur {0}…</translation>
    </message>
    <message>
        <source>Looking for a newer engine…</source>
        <translation>Recherche d’un moteur plus récent…</translation>
    </message>
    <message>
        <source>Trying the engine {0}…</source>
        <translation>Essai du moteur {0}…</translation>
    </message>
    <message>
        <source>Unpacking the engine {0}…</source>
        <translation>Décompression du moteur {0}…</translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Length</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
</context>
<context>
    <name>EntryTable</name>
    <message>
        <source>Videos of the list</source>
        <translation>Vidéos de la liste</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Download anyway</source>
        <translation>Télécharger quand même</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>What the engine said</source>
        <translation>Message du moteur</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>It was in the cloud for too long and is gone there. It can be downloaded again.</source>
        <translation>Le fichier est resté trop longtemps dans le cloud et n’y est plus. Il peut être téléchargé à nouveau.</translation>
    </message>
    <message>
        <source>No video was found at this link. See whether one plays in the browser.</source>
        <translation>Aucune vidéo n’a été trouvée à ce lien. Vérifiez si le navigateur en lit une.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. The log says more.</source>
        <translation>Un problème inattendu est survenu. Le journal en dit plus.</translation>
    </message>
    <message>
        <source>The cookies cannot be read. Check the cookie settings.</source>
        <translation>Les cookies ne peuvent pas être lus. Vérifiez d’où ils viennent.</translation>
    </message>
    <message>
        <source>The disk is full. Make room, then try again.</source>
        <translation>Le disque est plein. Libérez de l’espace, puis réessayez.</translation>
    </message>
    <message>
        <source>The download was canceled.</source>
        <translation>Le téléchargement a été annulé.</translation>
    </message>
    <message>
        <source>The download was interrupted. It can go on where it stopped.</source>
        <translation>Le téléchargement a été interrompu. Il peut reprendre là où il s’est arrêté.</translation>
    </message>
    <message>
        <source>The folder cannot be written to, or it is gone.</source>
        <translation>Impossible d’écrire dans ce dossier, ou il n’existe plus.</translation>
    </message>
    <message>
        <source>The folder does not take a file of this name.</source>
        <translation>Le dossier n’accepte pas de fichier de ce nom.</translation>
    </message>
    <message>
        <source>The program ffmpeg, which joins video and audio, is missing. Install it, then try again.</source>
        <translation>Le programme ffmpeg, qui réunit vidéo et audio, est absent. Installez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The proxy does not answer, or it refuses the password.</source>
        <translation>Le proxy ne répond pas, ou il refuse le mot de passe.</translation>
    </message>
    <message>
        <source>The service does not know it any more. It can be sent again.</source>
        <translation>Le service ne le connaît plus. Il peut être envoyé à nouveau.</translation>
    </message>
    <message>
        <source>The site could not be reached. Check the internet connection.</source>
        <translation>Le site est injoignable. Vérifiez la connexion à Internet.</translation>
    </message>
    <message>
        <source>The site did not answer in time.</source>
        <translation>Le site n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The site has changed. A newer engine may be able to deal with it.</source>
        <translation>Le site a changé. Un moteur plus récent saura peut-être s’en accommoder.</translation>
    </message>
    <message>
        <source>The site refused this download. See whether it plays in the browser.</source>
        <translation>Le site a refusé ce téléchargement. Vérifiez si le navigateur lit la vidéo.</translation>
    </message>
    <message>
        <source>The time range does not lie within the video.</source>
        <translation>L’intervalle de temps n’est pas compris dans la vidéo.</translation>
    </message>
    <message>
        <source>The video does not come in the chosen quality.</source>
        <translation>La vidéo n’existe pas dans la qualité choisie.</translation>
    </message>
    <message>
        <source>There is nothing at this link.</source>
        <translation>Il n’y a plus rien à ce lien.</translation>
    </message>
    <message>
        <source>This is a list inside a list that was already added.</source>
        <translation>C’est une liste contenue dans une liste déjà ajoutée.</translation>
    </message>
    <message>
        <source>This live video has not started yet. Try again once it runs.</source>
        <translation>Ce direct n’a pas encore commencé. Réessayez quand il sera en cours.</translation>
    </message>
    <message>
        <source>This video is age-restricted and needs a login.</source>
        <translation>Cette vidéo est soumise à une limite d’âge et nécessite un compte.</translation>
    </message>
    <message>
        <source>This video is copy-protected (DRM) and cannot be downloaded.</source>
        <translation>Cette vidéo est protégée contre la copie (DRM) et ne peut pas être téléchargée.</translation>
    </message>
    <message>
        <source>This video is for members only.</source>
        <translation>Cette vidéo est réservée aux membres.</translation>
    </message>
    <message>
        <source>This video is larger or takes longer than is allowed here.</source>
        <translation>Cette vidéo est plus volumineuse ou prend plus de temps que ce qui est autorisé ici.</translation>
    </message>
    <message>
        <source>This video is not available in your country.</source>
        <translation>Cette vidéo n’est pas disponible dans votre pays.</translation>
    </message>
    <message>
        <source>This video is private.</source>
        <translation>Cette vidéo est privée.</translation>
    </message>
    <message>
        <source>This video needs a login. Spool can use the cookies of a browser.</source>
        <translation>Cette vidéo nécessite un compte. Spool peut utiliser les cookies d’un navigateur.</translation>
    </message>
    <message>
        <source>Too many requests: the site asks to wait before trying again.</source>
        <translation>Trop de requêtes&#xa0;: le site demande d’attendre avant de réessayer.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Terminés</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>En cours</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>At once</source>
        <translation>Simultanés</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Téléchargements simultanés</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Rien à faire</translation>
    </message>
    <message>
        <source>Total progress</source>
        <translation>Progression totale</translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation>reste environ {0}</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} en échec</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} libres</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>Terminés&#xa0;: {0} sur {1}</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>about {0}</source>
        <translation>environ {0}</translation>
    </message>
    <message>
        <source>downloaded before, will be skipped</source>
        <translation>déjà téléchargé, sera ignoré</translation>
    </message>
    <message>
        <source>name is taken: gets a number</source>
        <translation>nom déjà pris&#xa0;: recevra un numéro</translation>
    </message>
    <message>
        <source>needs a login</source>
        <translation>nécessite un compte</translation>
    </message>
    <message>
        <source>not available now: {0}</source>
        <translation>indisponible pour l’instant&#xa0;: {0}</translation>
    </message>
    <message>
        <source>the same as an earlier row</source>
        <translation>identique à une ligne précédente</translation>
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
        <translation>Le mieux pour le choix ci-dessus</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>Images/s</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vidéo</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>environ {0}</translation>
    </message>
    <message>
        <source>sound only</source>
        <translation>son seul</translation>
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
        <translation>Format exact</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Batch</source>
        <translation>Par lot</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>À l’unité</translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>The disk is nearly full: nothing new starts in {0} until there is room again.</source>
        <translation>Le disque est presque plein&#xa0;: rien de nouveau ne démarre dans {0} tant que l’espace manque.</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n downloads</source>
        <translation>
            <numerusform>%n téléchargement</numerusform>
            <numerusform>%n téléchargements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n downloads are in {0} now</source>
        <translation>
            <numerusform>%n téléchargement se trouve maintenant dans {0}</numerusform>
            <numerusform>%n téléchargements se trouvent maintenant dans {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>1 download</source>
        <translation>1 téléchargement</translation>
    </message>
    <message>
        <source>1 download is in {0} now</source>
        <translation>1 téléchargement se trouve maintenant dans {0}</translation>
    </message>
    <message>
        <source>It was in the cloud, and has expired there</source>
        <translation>Était dans le cloud et y a expiré</translation>
    </message>
    <message>
        <source>Nothing was exported: there is no room for {0}.</source>
        <translation>Rien n’a été exporté&#xa0;: il n’y a pas assez de place pour {0}.</translation>
    </message>
    <message>
        <source>Nothing was exported: {0} could not be written.</source>
        <translation>Rien n’a été exporté&#xa0;: {0} n’a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Nothing was exported: {0} cannot be written.</source>
        <translation>Rien n’a été exporté&#xa0;: l’écriture de {0} n’est pas autorisée.</translation>
    </message>
    <message>
        <source>The disk is full: the history could not be changed.</source>
        <translation>Le disque est plein&#xa0;: l’historique n’a pas pu être modifié.</translation>
    </message>
    <message>
        <source>The file is gone from {0}</source>
        <translation>Le fichier n’est plus dans {0}</translation>
    </message>
    <message>
        <source>The file with the history does not answer just now.</source>
        <translation>Le fichier qui le contient ne répond pas pour l’instant.</translation>
    </message>
    <message>
        <source>The file with the history is damaged.</source>
        <translation>Le fichier qui le contient est endommagé.</translation>
    </message>
    <message>
        <source>The file with the history cannot be read.</source>
        <translation>La lecture du fichier qui le contient n’est pas autorisée.</translation>
    </message>
    <message>
        <source>The history could not be changed.</source>
        <translation>L’historique n’a pas pu être modifié.</translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Clear history</source>
        <translation>Effacer l’historique</translation>
    </message>
    <message>
        <source>Clear the whole history?</source>
        <translation>Effacer tout l’historique&#xa0;?</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Retélécharger</translation>
    </message>
    <message>
        <source>Download {0} videos again?</source>
        <translation>Télécharger de nouveau {0} vidéos&#xa0;?</translation>
    </message>
    <message>
        <source>It is in the batch already, and not done yet.</source>
        <translation>Ce téléchargement est déjà dans le lot, et pas encore terminé.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove {0} downloads from the history?</source>
        <translation>Retirer {0} téléchargements de l’historique&#xa0;?</translation>
    </message>
    <message>
        <source>Removed from the history. The files stay.</source>
        <translation>Retiré de l’historique. Les fichiers restent.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation>Le fichier n’existe plus.</translation>
    </message>
    <message>
        <source>The file is still in the cloud.</source>
        <translation>Le fichier est encore dans le cloud.</translation>
    </message>
    <message>
        <source>The files stay where they are.</source>
        <translation>Les fichiers restent où ils sont.</translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation>Le dossier n’existe plus.</translation>
    </message>
    <message>
        <source>The history has changed meanwhile. Please choose again.</source>
        <translation>L’historique a changé entre-temps. Veuillez choisir de nouveau.</translation>
    </message>
    <message>
        <source>The history is empty now. The files stay.</source>
        <translation>L’historique est maintenant vide. Les fichiers restent.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Aucun navigateur ne peut ouvrir cette page.</translation>
    </message>
    <message>
        <source>They are added to the batch.</source>
        <translation>Elles sont ajoutées au lot.</translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation>Téléchargements choisis</translation>
    </message>
    <message>
        <source>Remove from the history</source>
        <translation>Retirer de l’historique</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Clear history…</source>
        <translation>Effacer l’historique…</translation>
    </message>
    <message>
        <source>Downloads.csv</source>
        <translation>Téléchargements.csv</translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation>Exporter l’historique</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exporter…</translation>
    </message>
    <message>
        <source>Go to the batch</source>
        <translation>Aller au lot</translation>
    </message>
    <message>
        <source>No download fits this search. It looks into titles, names, links and files.</source>
        <translation>Aucun téléchargement ne correspond à cette recherche. Elle porte sur les titres, les noms, les liens et les fichiers.</translation>
    </message>
    <message>
        <source>Nothing downloaded yet</source>
        <translation>Rien de téléchargé pour l’instant</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Aucun résultat</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>Rechercher dans l’historique</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>The history cannot be shown</source>
        <translation>L’historique ne peut pas être affiché</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>What has been downloaded stays listed here, also when it leaves the batch.</source>
        <translation>Ce qui a été téléchargé reste listé ici, même après avoir quitté le lot.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Downloaded</source>
        <translation>Vidéos téléchargées</translation>
    </message>
</context>
<context>
    <name>LanguageButton</name>
    <message>
        <source>Another language</source>
        <translation>Autre langue</translation>
    </message>
    <message>
        <source>Another language…</source>
        <translation>Autre langue…</translation>
    </message>
    <message>
        <source>Its code, such as ca or sr-Latn:</source>
        <translation>Son code, par exemple ca ou sr-Latn&#xa0;:</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Langues</translation>
    </message>
    <message>
        <source>The video&apos;s own language</source>
        <translation>Langue de la vidéo</translation>
    </message>
</context>
<context>
    <name>LinkBar</name>
    <message>
        <source>Clear the link</source>
        <translation>Effacer le lien</translation>
    </message>
    <message>
        <source>Link to a video or a list</source>
        <translation>Lien vers une vidéo ou une liste</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Coller</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>Collez un lien</translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Check all</source>
        <translation>Tout vérifier</translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation>Retirer les terminés</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Tout suspendre</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Réessayer les échecs</translation>
    </message>
    <message>
        <source>Save all to this computer</source>
        <translation>Tout enregistrer sur cet ordinateur</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>Tout démarrer</translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entrée</numerusform>
            <numerusform>%n entrées</numerusform>
        </translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 entrée</translation>
    </message>
    <message>
        <source>Add to the batch (Ctrl+Enter)</source>
        <translation>Ajouter au lot (Ctrl+Entrée)</translation>
    </message>
    <message>
        <source>Add {0} to the batch</source>
        <translation>Ajouter {0} au lot</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>By number: 3-10, 14</source>
        <translation>Par numéro&#xa0;: 3-10, 14</translation>
    </message>
    <message>
        <source>Choose all that are shown</source>
        <translation>Choisir toutes les vidéos affichées</translation>
    </message>
    <message>
        <source>Choose by number, such as 3-10, 14</source>
        <translation>Choisir par numéro, par exemple 3-10, 14</translation>
    </message>
    <message>
        <source>Choose none of those shown</source>
        <translation>Ne choisir aucune des vidéos affichées</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Lecture de la liste</translation>
    </message>
    <message>
        <source>Reading the list: {0} so far</source>
        <translation>Lecture de la liste&#xa0;: {0} jusqu’ici</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stopped: there may be more in the list.</source>
        <translation>Lecture arrêtée&#xa0;: la liste en contient peut-être davantage.</translation>
    </message>
    <message>
        <source>The list goes on beyond what is read at once.</source>
        <translation>La liste continue au-delà de ce qui est lu en une fois.</translation>
    </message>
    <message>
        <source>Write numbers as 3-10, 14.</source>
        <translation>Écrivez les numéros sous la forme 3-10, 14.</translation>
    </message>
    <message>
        <source>{0} of {1} chosen</source>
        <translation>Choix&#xa0;: {0} sur {1}</translation>
    </message>
</context>
<context>
    <name>LookingState</name>
    <message>
        <source>Looking at {0}…</source>
        <translation>Analyse de {0}…</translation>
    </message>
    <message>
        <source>Looking up the link</source>
        <translation>Analyse du lien</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop looking (Esc)</source>
        <translation>Arrêter l’analyse (Échap)</translation>
    </message>
</context>
<context>
    <name>NamingField</name>
    <message>
        <source>Date of publication</source>
        <translation>Date de publication</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insérer</translation>
    </message>
    <message>
        <source>Place in its list</source>
        <translation>Position dans sa liste</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Example: {0}</source>
        <translation>Exemple&#xa0;: {0}</translation>
    </message>
    <message>
        <source>The site&apos;s number for it</source>
        <translation>Identifiant sur le site</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Title of its list</source>
        <translation>Titre de sa liste</translation>
    </message>
    <message>
        <source>Uploader</source>
        <translation>Auteur</translation>
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
        <translation>Pour tous les téléchargements ensemble. Elle s’applique aussitôt, même à ceux en cours.</translation>
    </message>
    <message>
        <source>Forget the password</source>
        <translation>Oublier le mot de passe</translation>
    </message>
    <message>
        <source>From the same site, so that it does not refuse too many in a short time.</source>
        <translation>Depuis un même site, pour qu’il ne refuse pas des demandes trop rapprochées.</translation>
    </message>
    <message>
        <source>Keep the password in a file only you can read</source>
        <translation>Conserver dans un fichier lisible par vous seul</translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation>Mo/s</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Aucune limite</translation>
    </message>
    <message>
        <source>No wait</source>
        <translation>Aucune attente</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Saving the password…</source>
        <translation>Enregistrement du mot de passe…</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>Limite de vitesse</translation>
    </message>
    <message>
        <source>Spool remembers the password until it is closed.</source>
        <translation>Spool retient le mot de passe jusqu’à sa fermeture.</translation>
    </message>
    <message>
        <source>The password is in a file that only your account can read.</source>
        <translation>Le mot de passe est dans un fichier que seul votre compte peut lire.</translation>
    </message>
    <message>
        <source>The password is in the system&apos;s keyring.</source>
        <translation>Le mot de passe est dans le trousseau de clés du système.</translation>
    </message>
    <message>
        <source>A password is saved; what is typed replaces it.</source>
        <translation>Il y en a un&#xa0;; ce qui est saisi le remplace.</translation>
    </message>
    <message>
        <source>The password was for another proxy and is forgotten.</source>
        <translation>Le mot de passe était celui d’un autre proxy&#xa0;; il est oublié.</translation>
    </message>
    <message>
        <source>This is no address of a proxy. The one before stays in use.</source>
        <translation>Ce n’est pas l’adresse d’un proxy. La précédente reste utilisée.</translation>
    </message>
    <message>
        <source>Unit of the speed limit</source>
        <translation>Unité de la limite de vitesse</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Wait between downloads</source>
        <translation>Attente entre téléchargements</translation>
    </message>
    <message>
        <source>kB/s</source>
        <translation>ko/s</translation>
    </message>
</context>
<context>
    <name>NotAdded</name>
    <message>
        <source>Nothing was added: the disk is full. Make room and add the links again.</source>
        <translation>Rien n’a été ajouté&#xa0;: le disque est plein. Libérez de l’espace et ajoutez de nouveau les liens.</translation>
    </message>
    <message>
        <source>Nothing was added: the list belongs to a newer Spool.</source>
        <translation>Rien n’a été ajouté&#xa0;: la liste appartient à une version plus récente de Spool.</translation>
    </message>
    <message>
        <source>Nothing was added: the list could not be saved.</source>
        <translation>Rien n’a été ajouté&#xa0;: la liste n’a pas pu être enregistrée.</translation>
    </message>
    <message>
        <source>Nothing was added: the list cannot be written to the disk.</source>
        <translation>Rien n’a été ajouté&#xa0;: l’écriture de la liste sur le disque n’est pas autorisée.</translation>
    </message>
    <message>
        <source>Nothing was added: the saved list cannot be read.</source>
        <translation>Rien n’a été ajouté&#xa0;: la liste enregistrée ne peut pas être lue.</translation>
    </message>
    <message>
        <source>Nothing was added: the saved list is damaged.</source>
        <translation>Rien n’a été ajouté&#xa0;: la liste enregistrée est endommagée.</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Dismiss</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n downloads failed</source>
        <translation>
            <numerusform>%n téléchargement a échoué</numerusform>
            <numerusform>%n téléchargements ont échoué</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are done</source>
        <translation>
            <numerusform>%n vidéo est terminée</numerusform>
            <numerusform>%n vidéos sont terminées</numerusform>
        </translation>
    </message>
    <message>
        <source>1 download failed</source>
        <translation>1 téléchargement a échoué</translation>
    </message>
    <message>
        <source>1 video is done</source>
        <translation>1 vidéo est terminée</translation>
    </message>
    <message>
        <source>Everything is done.</source>
        <translation>Tout est terminé.</translation>
    </message>
    <message>
        <source>The list says why, and what can be done.</source>
        <translation>La liste indique pourquoi, et ce qui peut être fait.</translation>
    </message>
</context>
<context>
    <name>OfferLine</name>
    <message>
        <source>Dismiss</source>
        <translation>Ignorer</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Add them to the batch</source>
        <translation>Les ajouter au lot</translation>
    </message>
    <message>
        <source>Link in the clipboard: {0}</source>
        <translation>Lien dans le presse-papiers&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>L’utiliser</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message numerus="yes">
        <source>%n are no links</source>
        <translation>
            <numerusform>%n n’est pas un lien</numerusform>
            <numerusform>%n ne sont pas des liens</numerusform>
        </translation>
    </message>
    <message>
        <source>1 is no link</source>
        <translation>1 n’est pas un lien</translation>
    </message>
    <message numerus="yes">
        <source>Added %n</source>
        <translation>
            <numerusform>%n ajouté</numerusform>
            <numerusform>%n ajoutés</numerusform>
        </translation>
    </message>
    <message>
        <source>Added 1</source>
        <translation>1 ajouté</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message numerus="yes">
        <source>No links found in %n lines.</source>
        <translation>
            <numerusform>Aucun lien trouvé dans %n ligne.</numerusform>
            <numerusform>Aucun lien trouvé dans %n lignes.</numerusform>
        </translation>
    </message>
    <message>
        <source>That is no link. A link begins with http:// or https://.</source>
        <translation>Ce n’est pas un lien. Un lien commence par http:// ou https://.</translation>
    </message>
    <message>
        <source>The list goes on beyond what is taken at once.</source>
        <translation>La liste continue au-delà de ce qui est pris en une fois.</translation>
    </message>
    <message>
        <source>There was more than the {0} links that are taken at once.</source>
        <translation>Il y avait plus que les {0} liens pris en une fois.</translation>
    </message>
    <message numerus="yes">
        <source>skipped %n duplicates</source>
        <translation>
            <numerusform>%n doublon ignoré</numerusform>
            <numerusform>%n doublons ignorés</numerusform>
        </translation>
    </message>
    <message>
        <source>skipped 1 duplicate</source>
        <translation>1 doublon ignoré</translation>
    </message>
    <message>
        <source>the rest could not be saved. Add the list again once it can be</source>
        <translation>le reste n’a pas pu être enregistré. Ajoutez de nouveau la liste quand ce sera possible</translation>
    </message>
    <message>
        <source>“{0}” cannot be read.</source>
        <translation>«&#xa0;{0}&#xa0;» ne peut pas être lu.</translation>
    </message>
    <message>
        <source>“{0}” is a folder. Drop files with links in them, or the links themselves.</source>
        <translation>«&#xa0;{0}&#xa0;» est un dossier. Déposez des fichiers contenant des liens, ou les liens eux-mêmes.</translation>
    </message>
    <message>
        <source>“{0}” is already a media file. Drop links, or files with links in them.</source>
        <translation>«&#xa0;{0}&#xa0;» est déjà un fichier multimédia. Déposez des liens, ou des fichiers qui en contiennent.</translation>
    </message>
    <message>
        <source>“{0}” is not a text file, so there are no links to read in it.</source>
        <translation>«&#xa0;{0}&#xa0;» n’est pas un fichier texte&#xa0;: il n’y a pas de liens à y lire.</translation>
    </message>
    <message>
        <source>“{0}”: </source>
        <translation>«&#xa0;{0}&#xa0;»&#xa0;: </translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Picture of the video</source>
        <translation>Image de la vidéo</translation>
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
        <translation>Les nouveaux téléchargements se font dans le cloud</translation>
    </message>
    <message>
        <source>New downloads run on this computer</source>
        <translation>Les nouveaux téléchargements se font sur cet ordinateur</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>Where new downloads run</source>
        <translation>Où se font les nouveaux téléchargements</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message numerus="yes">
        <source>%n downloaded before</source>
        <translation>
            <numerusform>%n déjà téléchargé</numerusform>
            <numerusform>%n déjà téléchargés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicates</source>
        <translation>
            <numerusform>%n doublon</numerusform>
            <numerusform>%n doublons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names taken</source>
        <translation>
            <numerusform>%n nom déjà pris</numerusform>
            <numerusform>%n noms déjà pris</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need a login</source>
        <translation>
            <numerusform>%n nécessite un compte</numerusform>
            <numerusform>%n nécessitent un compte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not available</source>
        <translation>
            <numerusform>%n indisponible</numerusform>
            <numerusform>%n indisponibles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of unknown size</source>
        <translation>
            <numerusform>%n de taille inconnue</numerusform>
            <numerusform>%n de taille inconnue</numerusform>
        </translation>
    </message>
    <message>
        <source>1 downloaded before</source>
        <translation>1 déjà téléchargé</translation>
    </message>
    <message>
        <source>1 duplicate</source>
        <translation>1 doublon</translation>
    </message>
    <message>
        <source>1 name taken</source>
        <translation>1 nom déjà pris</translation>
    </message>
    <message>
        <source>1 needs a login</source>
        <translation>1 nécessite un compte</translation>
    </message>
    <message>
        <source>1 not available</source>
        <translation>1 indisponible</translation>
    </message>
    <message>
        <source>1 of unknown size</source>
        <translation>1 de taille inconnue</translation>
    </message>
    <message numerus="yes">
        <source>Checked %n downloads</source>
        <translation>
            <numerusform>%n téléchargement vérifié</numerusform>
            <numerusform>%n téléchargements vérifiés</numerusform>
        </translation>
    </message>
    <message>
        <source>Checked 1 download</source>
        <translation>1 téléchargement vérifié</translation>
    </message>
    <message>
        <source>Checked {0} of {1}</source>
        <translation>Vérification&#xa0;: {0} sur {1}</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>environ {0}</translation>
    </message>
    <message>
        <source>about {0}, {1} free</source>
        <translation>environ {0} sur {1} libres</translation>
    </message>
    <message>
        <source>about {0}: {1} more than there is room for</source>
        <translation>environ {0}&#xa0;: il manque {1} d’espace</translation>
    </message>
</context>
<context>
    <name>PreflightBar</name>
    <message>
        <source>Close this line</source>
        <translation>Fermer cette ligne</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Arrêter la vérification</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Best audio</source>
        <translation>Meilleur audio</translation>
    </message>
    <message>
        <source>Best video</source>
        <translation>Meilleure vidéo</translation>
    </message>
    <message>
        <source>MP3 320</source>
        <translation>MP3 320</translation>
    </message>
    <message>
        <source>MP4 up to 1080p</source>
        <translation>MP4 jusqu’à 1080p</translation>
    </message>
    <message>
        <source>Up to 720p</source>
        <translation>Jusqu’à 720p</translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Edit presets…</source>
        <translation>Modifier les préréglages…</translation>
    </message>
    <message>
        <source>Own choice</source>
        <translation>Choix libre</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Préréglage</translation>
    </message>
</context>
<context>
    <name>PresetList</name>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>Nouveau préréglage</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Préréglages</translation>
    </message>
    <message>
        <source>{0} (default)</source>
        <translation>{0} (par défaut)</translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Download as</source>
        <translation>Télécharger en</translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation>Modifier les préréglages…</translation>
    </message>
</context>
<context>
    <name>PresetName</name>
    <message>
        <source>A preset needs a name.</source>
        <translation>Un préréglage doit avoir un nom.</translation>
    </message>
    <message>
        <source>Another preset has this name.</source>
        <translation>Un autre préréglage porte ce nom.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Ce nom est trop long.</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>New preset</source>
        <translation>Nouveau préréglage</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Préréglages</translation>
    </message>
    <message>
        <source>Restore the original presets</source>
        <translation>Rétablir les préréglages d’origine</translation>
    </message>
    <message>
        <source>The chosen preset</source>
        <translation>Le préréglage choisi</translation>
    </message>
    <message>
        <source>Use for new downloads</source>
        <translation>Utiliser pour les nouveaux téléchargements</translation>
    </message>
</context>
<context>
    <name>PricesGroup</name>
    <message>
        <source>1 GB kept for a month</source>
        <translation>1&#xa0;Go conservé un mois</translation>
    </message>
    <message>
        <source>1 GB to this computer</source>
        <translation>1&#xa0;Go vers cet ordinateur</translation>
    </message>
    <message>
        <source>A worker&apos;s price for an hour, divided by the downloads that it runs at once.</source>
        <translation>Le prix d’un worker pour une heure, divisé par les téléchargements qu’il mène à la fois.</translation>
    </message>
    <message>
        <source>AWS list prices in us-east-1, on demand, as known in November 2026.</source>
        <translation>Prix catalogue d’AWS dans us-east-1, à la demande, tels que connus en novembre 2026.</translation>
    </message>
    <message>
        <source>An hour of work</source>
        <translation>Une heure de travail</translation>
    </message>
    <message>
        <source>Below the list stands about what its downloads in the cloud cost, where the service is your own on AWS. What that costs by standing there, used or not, such as its load balancer, addresses and database, is not in it, and neither are taxes.</source>
        <translation>Sous la liste figure à peu près ce que coûtent ses téléchargements dans le cloud, si le service est le vôtre chez AWS. Ce qu’il coûte du seul fait d’exister, utilisé ou non (répartiteur de charge, adresses, base de données), n’est pas compris, les taxes non plus.</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Valeurs par défaut</translation>
    </message>
    <message>
        <source>For files that are not brought here at once.</source>
        <translation>Pour les fichiers qui ne sont pas rapportés ici aussitôt.</translation>
    </message>
    <message>
        <source>Of CloudFront the first 1,000 GB of a month are free: enter 0 where yours stay below.</source>
        <translation>Chez CloudFront, les 1&#xa0;000 premiers Go du mois sont gratuits&#xa0;: saisissez 0 si vous restez en dessous.</translation>
    </message>
    <message>
        <source>Prices for the estimate</source>
        <translation>Prix pour l’estimation</translation>
    </message>
</context>
<context>
    <name>ProblemNotices</name>
    <message>
        <source>Spool ended unexpectedly last time. What was under way goes on where it stopped; the log folder holds a report.</source>
        <translation>Spool s’est arrêté de façon inattendue la dernière fois. Ce qui était en cours reprend là où il s’est arrêté&#xa0;; le dossier du journal contient un rapport.</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>The best there is</source>
        <translation>La meilleure</translation>
    </message>
    <message>
        <source>Up to 1080p (Full HD)</source>
        <translation>Jusqu’à 1080p (Full HD)</translation>
    </message>
    <message>
        <source>Up to 1440p</source>
        <translation>Jusqu’à 1440p</translation>
    </message>
    <message>
        <source>Up to 2160p (4K)</source>
        <translation>Jusqu’à 2160p (4K)</translation>
    </message>
    <message>
        <source>Up to 360p</source>
        <translation>Jusqu’à 360p</translation>
    </message>
    <message>
        <source>Up to 480p</source>
        <translation>Jusqu’à 480p</translation>
    </message>
    <message>
        <source>Up to 720p (HD)</source>
        <translation>Jusqu’à 720p (HD)</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n downloads are still running</source>
        <translation>
            <numerusform>%n téléchargement est encore en cours</numerusform>
            <numerusform>%n téléchargements sont encore en cours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more run in the cloud, and go on there.</source>
        <translation>
            <numerusform>%n autre est en cours dans le cloud et y continue.</numerusform>
            <numerusform>%n autres sont en cours dans le cloud et y continuent.</numerusform>
        </translation>
    </message>
    <message>
        <source>A download is still running</source>
        <translation>Un téléchargement est encore en cours</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message numerus="yes">
        <source>Hand the %n remaining to the cloud</source>
        <translation>
            <numerusform>Confier le dernier au cloud</numerusform>
            <numerusform>Confier les %n restants au cloud</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand the last one to the cloud</source>
        <translation>Confier le dernier au cloud</translation>
    </message>
    <message>
        <source>Handing over… {0} of {1}</source>
        <translation>Transmission au cloud… {0} sur {1}</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Continuer en arrière-plan</translation>
    </message>
    <message>
        <source>Nothing is lost: what the service does not have yet stays in the list.</source>
        <translation>Rien n’est perdu&#xa0;: ce que le service n’a pas encore reste dans la liste.</translation>
    </message>
    <message>
        <source>One more runs in the cloud, and goes on there.</source>
        <translation>Un autre est en cours dans le cloud et y continue.</translation>
    </message>
    <message>
        <source>Quit Spool?</source>
        <translation>Quitter Spool&#xa0;?</translation>
    </message>
    <message>
        <source>Quit and continue next time</source>
        <translation>Quitter et reprendre plus tard</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Quitter quand même</translation>
    </message>
    <message>
        <source>Spool closes once the service has all of it.</source>
        <translation>Spool se ferme dès que le service a tout.</translation>
    </message>
    <message>
        <source>What is handed over begins anew there, and goes on while Spool is closed.</source>
        <translation>Ce qui est confié y recommence et continue pendant que Spool est fermé.</translation>
    </message>
    <message>
        <source>What is unfinished goes on where it stopped when Spool is opened again.</source>
        <translation>Ce qui n’est pas terminé reprendra là où il s’est arrêté quand Spool sera rouvert.</translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Download all of it</source>
        <translation>Télécharger en entier</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Ouvrir la page</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Ouvrir les paramètres</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Voir le journal</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Try best quality</source>
        <translation>Meilleure qualité</translation>
    </message>
    <message>
        <source>Try in the cloud</source>
        <translation>Essayer dans le cloud</translation>
    </message>
    <message>
        <source>Try on this computer</source>
        <translation>Essayer sur cet ordinateur</translation>
    </message>
    <message>
        <source>Update the engine</source>
        <translation>Mettre le moteur à jour</translation>
    </message>
</context>
<context>
    <name>RowAction</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Check before it starts</source>
        <translation>Vérifier avant de télécharger</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Copier le lien</translation>
    </message>
    <message>
        <source>Do what is suggested</source>
        <translation>Faire ce qui est proposé</translation>
    </message>
    <message>
        <source>Download again</source>
        <translation>Retélécharger</translation>
    </message>
    <message>
        <source>Download anyway</source>
        <translation>Télécharger quand même</translation>
    </message>
    <message>
        <source>Download next</source>
        <translation>Télécharger ensuite</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Descendre</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Monter</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open the page in the browser</source>
        <translation>Ouvrir la page dans le navigateur</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Retirer de la liste</translation>
    </message>
    <message>
        <source>Remove, also from the cloud</source>
        <translation>Retirer, aussi du cloud</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Run in the cloud</source>
        <translation>Exécuter dans le cloud</translation>
    </message>
    <message>
        <source>Run on this computer</source>
        <translation>Exécuter sur cet ordinateur</translation>
    </message>
    <message>
        <source>Save to this computer</source>
        <translation>Enregistrer sur cet ordinateur</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Afficher dans le dossier</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>Le fichier n’existe plus.</translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation>Le dossier n’existe plus.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Aucun navigateur ne peut ouvrir cette page.</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation>Téléchargements choisis</translation>
    </message>
</context>
<context>
    <name>RowPage</name>
    <message>
        <source>It is not in the list any more.</source>
        <translation>Ce téléchargement n’est plus dans la liste.</translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Download another</source>
        <translation>Télécharger une autre vidéo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>Afficher la liste</translation>
    </message>
    <message>
        <source>Show the list of downloads</source>
        <translation>Afficher la liste des téléchargements</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Downloads</source>
        <translation>Téléchargements</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>Rechercher dans la liste</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Forget</source>
        <translation>Oublier</translation>
    </message>
</context>
<context>
    <name>SecretProblem</name>
    <message>
        <source>The system&apos;s keyring does not answer. It may wait to be unlocked.</source>
        <translation>Le trousseau de clés du système ne répond pas. Il attend peut-être d’être déverrouillé.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has refused the password.</source>
        <translation>Le trousseau de clés du système a refusé le mot de passe.</translation>
    </message>
    <message>
        <source>This system has no keyring for passwords.</source>
        <translation>Ce système n’a pas de trousseau de clés pour les mots de passe.</translation>
    </message>
</context>
<context>
    <name>SectionFault</name>
    <message>
        <source>The end must come after the start.</source>
        <translation>La fin doit venir après le début.</translation>
    </message>
    <message>
        <source>The video is over before that.</source>
        <translation>La vidéo se termine avant.</translation>
    </message>
    <message>
        <source>Write a time as 1:02 (minutes and seconds), 1:02:03, or seconds alone.</source>
        <translation>Écrivez une durée sous la forme 1:02 (minutes et secondes), 1:02:03, ou en secondes seules.</translation>
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
        <translation>Téléchargements</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Window and system</source>
        <translation>Fenêtre et système</translation>
    </message>
</context>
<context>
    <name>SettingsProblem</name>
    <message>
        <source>The setting “{detail}” has a value that cannot be; the usual is used.</source>
        <translation>La valeur du paramètre «&#xa0;{detail}&#xa0;» n’est pas admise&#xa0;; la valeur par défaut est utilisée.</translation>
    </message>
    <message>
        <source>The settings at {detail} cannot be read; the usual ones are used.</source>
        <translation>Les paramètres ne peuvent pas être lus dans {detail}&#xa0;; les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
        <source>The settings cannot be saved at {detail}.</source>
        <translation>Les paramètres ne peuvent pas être enregistrés dans {detail}.</translation>
    </message>
    <message>
        <source>The settings were damaged. They were set aside as {detail}; the usual ones are used.</source>
        <translation>Les paramètres étaient endommagés. Ils ont été mis de côté dans {detail}&#xa0;; les valeurs par défaut sont utilisées.</translation>
    </message>
    <message>
        <source>The settings were written by a newer Spool. What this one does not know is left alone.</source>
        <translation>Les paramètres ont été écrits par une version plus récente de Spool. Ce que celle-ci ne connaît pas reste inchangé.</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Download what the Single tab shows</source>
        <translation>Télécharger depuis «&#xa0;À l’unité&#xa0;»</translation>
    </message>
    <message>
        <source>Go to the buttons of a row</source>
        <translation>Aller aux boutons d’une ligne</translation>
    </message>
    <message>
        <source>Open the menu of the chosen rows</source>
        <translation>Ouvrir le menu des lignes sélectionnées</translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation>Suspendre ou reprendre</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Stop looking at a link, or close the details</source>
        <translation>Arrêter l’analyse ou fermer les détails</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
</context>
<context>
    <name>SinglePage</name>
    <message numerus="yes">
        <source>%n links found</source>
        <translation>
            <numerusform>%n lien trouvé</numerusform>
            <numerusform>%n liens trouvés</numerusform>
        </translation>
    </message>
    <message>
        <source>1 link found</source>
        <translation>1 lien trouvé</translation>
    </message>
    <message>
        <source>Download one video</source>
        <translation>Télécharger une vidéo</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>Coller un lien</translation>
    </message>
    <message>
        <source>Paste the link to a video or a list. You see what it is before it starts.</source>
        <translation>Collez le lien d’une vidéo ou d’une liste. Vous voyez ce que c’est avant que rien ne démarre.</translation>
    </message>
    <message>
        <source>Stopped. Press Enter to look again.</source>
        <translation>Analyse arrêtée. Appuyez sur Entrée pour la relancer.</translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation>Aucun navigateur ne peut ouvrir cette page.</translation>
    </message>
</context>
<context>
    <name>Sponsors</name>
    <message>
        <source>Cut it out</source>
        <translation>La couper</translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation>La laisser</translation>
    </message>
    <message>
        <source>Mark it as chapters</source>
        <translation>La marquer en chapitres</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>This is in the list already.</source>
        <translation>Ce téléchargement est déjà dans la liste.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Already here</source>
        <translation>Déjà présent</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Canceling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <source>Coming to this computer</source>
        <translation>Transfert vers cet ordinateur</translation>
    </message>
    <message>
        <source>Converting</source>
        <translation>Conversion</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Done, but tags or cover could not be embedded</source>
        <translation>Terminé, mais métadonnées ou pochette non intégrées</translation>
    </message>
    <message>
        <source>Done, without subtitles</source>
        <translation>Terminé, sans sous-titres</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <source>Downloading audio</source>
        <translation>Téléchargement de l’audio</translation>
    </message>
    <message>
        <source>Downloading video</source>
        <translation>Téléchargement de la vidéo</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Finalisation</translation>
    </message>
    <message>
        <source>In the cloud</source>
        <translation>Dans le cloud</translation>
    </message>
    <message>
        <source>In the cloud, about to expire</source>
        <translation>Dans le cloud, sur le point d’expirer</translation>
    </message>
    <message>
        <source>Looking up the video</source>
        <translation>Analyse de la vidéo</translation>
    </message>
    <message>
        <source>Merging video and audio</source>
        <translation>Fusion de la vidéo et de l’audio</translation>
    </message>
    <message>
        <source>Moving into the folder</source>
        <translation>Déplacement vers le dossier</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Suspendu</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Suspension…</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Lecture de la liste</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Retrait…</translation>
    </message>
    <message>
        <source>Saved or removed on another computer</source>
        <translation>Enregistré ou retiré sur un autre ordinateur</translation>
    </message>
    <message>
        <source>Skipped: downloaded before</source>
        <translation>Ignoré&#xa0;: déjà téléchargé</translation>
    </message>
    <message>
        <source>Stopping, goes on by itself…</source>
        <translation>Arrêt, reprise automatique…</translation>
    </message>
    <message>
        <source>Stopping, then begins anew…</source>
        <translation>Arrêt, puis nouveau départ…</translation>
    </message>
    <message>
        <source>Stopping, then moves…</source>
        <translation>Arrêt, puis déplacement…</translation>
    </message>
    <message>
        <source>Trying again in {0}</source>
        <translation>Nouvel essai dans {0}</translation>
    </message>
    <message>
        <source>Trying again soon</source>
        <translation>Nouvel essai sous peu</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>En attente du service</translation>
    </message>
    <message>
        <source>Waiting for the service to cancel</source>
        <translation>En attente du service pour annuler</translation>
    </message>
    <message>
        <source>Waiting for the service to pause</source>
        <translation>En attente du service pour mettre en pause</translation>
    </message>
    <message>
        <source>Waiting for the service to remove it</source>
        <translation>En attente du service pour le retirer</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then begins anew</source>
        <translation>En attente du service, puis nouveau départ</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then goes on by itself</source>
        <translation>En attente du service, puis reprise automatique</translation>
    </message>
    <message>
        <source>Waiting for the service to stop, then moves</source>
        <translation>En attente du service, puis déplacement</translation>
    </message>
    <message>
        <source>Waiting in the cloud</source>
        <translation>En attente dans le cloud</translation>
    </message>
    <message>
        <source>for {0} more</source>
        <translation>encore {0}</translation>
    </message>
    <message>
        <source>from the cloud</source>
        <translation>depuis le cloud</translation>
    </message>
    <message>
        <source>in the cloud</source>
        <translation>dans le cloud</translation>
    </message>
    <message>
        <source>last heard {0} ago</source>
        <translation>dernière nouvelle il y a {0}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non connecté</translation>
    </message>
    <message>
        <source>waits {0} before asking {1} again</source>
        <translation>encore {0} d’attente pour {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>reste {0}</translation>
    </message>
</context>
<context>
    <name>StoreProblem</name>
    <message>
        <source>Some rows of the saved list cannot be read by this Spool. They stay in {path} and are not shown; a newer Spool may know them.</source>
        <translation>Certaines lignes de la liste enregistrée ne peuvent pas être lues par cette version de Spool. Elles restent dans {path} et ne sont pas affichées&#xa0;; une version plus récente les connaît peut-être.</translation>
    </message>
    <message>
        <source>The disk is full: the list cannot be saved. Nothing is lost while Spool stays open; make room and it is saved by itself.</source>
        <translation>Le disque est plein&#xa0;: la liste ne peut pas être enregistrée. Rien n’est perdu tant que Spool reste ouvert&#xa0;; libérez de l’espace et elle sera enregistrée d’elle-même.</translation>
    </message>
    <message>
        <source>The list cannot be saved at {path}. Nothing is lost while Spool stays open.</source>
        <translation>La liste ne peut pas être enregistrée dans {path}. Rien n’est perdu tant que Spool reste ouvert.</translation>
    </message>
    <message>
        <source>The list cannot be saved: Spool has no permission to write to {path}. Nothing is lost while Spool stays open.</source>
        <translation>La liste ne peut pas être enregistrée&#xa0;: l’écriture dans {path} n’est pas autorisée. Rien n’est perdu tant que Spool reste ouvert.</translation>
    </message>
    <message>
        <source>The saved list was damaged. It was set aside as {path}, and a new list was begun with what could be read.</source>
        <translation>La liste enregistrée était endommagée. Elle a été mise de côté dans {path}, et une nouvelle liste a été commencée avec ce qui a pu être lu.</translation>
    </message>
    <message>
        <source>The saved list was written by a newer Spool. It stays untouched at {path}; this one works with a list of its own.</source>
        <translation>La liste enregistrée a été écrite par une version plus récente de Spool. Elle reste intacte dans {path}&#xa0;; celle-ci utilise sa propre liste.</translation>
    </message>
</context>
<context>
    <name>Subtitles</name>
    <message>
        <source>As files beside it</source>
        <translation>Dans des fichiers à part</translation>
    </message>
    <message>
        <source>Inside the video</source>
        <translation>Dans la vidéo</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucun</translation>
    </message>
</context>
<context>
    <name>TabLine</name>
    <message>
        <source>Tabs</source>
        <translation>Onglets</translation>
    </message>
</context>
<context>
    <name>TemplateFault</name>
    <message>
        <source>A { or } is missing. One that belongs to the name is written twice.</source>
        <translation>Il manque une accolade { ou }. Celle qui fait partie du nom s’écrit deux fois.</translation>
    </message>
    <message>
        <source>Files would not be in the chosen folder. The name before stays in use.</source>
        <translation>Les fichiers ne seraient pas dans le dossier choisi. Le nom précédent reste utilisé.</translation>
    </message>
    <message>
        <source>There is no name.</source>
        <translation>Il n’y a pas de nom.</translation>
    </message>
    <message>
        <source>There is no such field between { and }. “Insert” lists those there are.</source>
        <translation>Ce champ entre { et } n’existe pas. «&#xa0;Insérer&#xa0;» liste ceux qui existent.</translation>
    </message>
    <message>
        <source>These are too many folders, one in the other.</source>
        <translation>Trop de dossiers imbriqués.</translation>
    </message>
    <message>
        <source>This is too long for a name.</source>
        <translation>C’est trop long pour un nom.</translation>
    </message>
</context>
<context>
    <name>TimeRange</name>
    <message>
        <source>As 1:02 or 1:02:03. The whole video is fetched, then it is cut.</source>
        <translation>Sous la forme 1:02 ou 1:02:03. La vidéo entière est téléchargée, puis coupée.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>end</source>
        <translation>fin</translation>
    </message>
    <message>
        <source>start</source>
        <translation>début</translation>
    </message>
    <message>
        <source>to</source>
        <translation>à</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Hide Spool</source>
        <translation>Masquer Spool</translation>
    </message>
    <message>
        <source>Show Spool</source>
        <translation>Afficher Spool</translation>
    </message>
    <message>
        <source>Spool</source>
        <translation>Spool</translation>
    </message>
    <message>
        <source>Spool: {0} running, {1} waiting</source>
        <translation>Spool&#xa0;: {0} en cours, {1} en attente</translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>About {0}</source>
        <translation>Environ {0}</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Download (Ctrl+Enter)</source>
        <translation>Télécharger (Ctrl+Entrée)</translation>
    </message>
    <message>
        <source>Download as</source>
        <translation>Télécharger en</translation>
    </message>
    <message>
        <source>Exact format</source>
        <translation>Format exact</translation>
    </message>
    <message>
        <source>File name: {0}</source>
        <translation>Nom du fichier&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Extrait</translation>
    </message>
    <message>
        <source>Part: {0}</source>
        <translation>Extrait&#xa0;: {0}</translation>
    </message>
    <message>
        <source>The video and its choices</source>
        <translation>La vidéo et ses choix</translation>
    </message>
    <message>
        <source>This was downloaded before.</source>
        <translation>Cette vidéo a déjà été téléchargée.</translation>
    </message>
    <message>
        <source>not enough room</source>
        <translation>espace insuffisant</translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation>{0} libres</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>About Spool</source>
        <translation>À propos de Spool</translation>
    </message>
    <message>
        <source>Add links from files…</source>
        <translation>Ajouter des liens depuis des fichiers…</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Par lot</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Choisir un dossier…</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation>Téléchargements simultanés</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Aller à</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation>Liens à ajouter</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Plus</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Ouvrir le dossier du journal</translation>
    </message>
    <message>
        <source>Paste links</source>
        <translation>Coller des liens</translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation>Préréglages…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Paramètres…</translation>
    </message>
    <message>
        <source>Show: {0}</source>
        <translation>Afficher&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Single</source>
        <translation>À l’unité</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Where new downloads run</source>
        <translation>Où se font les nouveaux téléchargements</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Contraste élevé</translation>
    </message>
    <message>
        <source>Keep the computer awake while something runs</source>
        <translation>Empêcher la mise en veille pendant un téléchargement</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Notify when all is done or something fails</source>
        <translation>Notifier quand tout est terminé ou en cas d’échec</translation>
    </message>
    <message>
        <source>Offer a link that was copied</source>
        <translation>Proposer un lien copié</translation>
    </message>
    <message>
        <source>Once for many, not while the window is in front.</source>
        <translation>Une seule fois pour plusieurs, jamais quand la fenêtre est au premier plan.</translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation>Afficher une icône dans la zone de notification</translation>
    </message>
    <message>
        <source>Takes effect after a restart.</source>
        <translation>Spool utilisera cette langue au prochain démarrage.</translation>
    </message>
    <message>
        <source>The clipboard is looked at when the window comes to the front.</source>
        <translation>Le presse-papiers est consulté quand la fenêtre passe au premier plan.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Where the desktop has a place for it.</source>
        <translation>Si le bureau prévoit une place pour elle.</translation>
    </message>
</context>
</TS>
