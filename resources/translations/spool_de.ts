<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads lists of videos with yt-dlp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AboutPage</name>
    <message>
        <source>Another ffmpeg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the program ffmpeg</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied. It holds no names, links, paths or passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy debug information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It joins video and audio. Without a choice here, Spool finds one by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no log yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the one found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddBar</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste or drop links, text or lists…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AudioFormat</name>
    <message>
        <source>As the site sends it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>Add links from a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add links from files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No download in the list fits this filter and search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to download yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste links above, or drop links, text or files with links on this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not there yet. It is made when it is needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bitrate</name>
    <message>
        <source>As good as it comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Advertising cut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advertising marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoicesEditor</name>
    <message>
        <source>Advertising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also those made by a machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside the video, as far as people have marked it at SponsorBlock, which is asked about the video then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as a cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title, artist and other tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where there is less, the best below is taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Container</name>
    <message>
        <source>Whatever fits best</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CookieTrouble</name>
    <message>
        <source>On this system this browser lets no other program read its cookies. A file with cookies works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has cookies in another form (JSON). Export them as “cookies.txt”, which is also called Netscape format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is far too large for one with cookies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no cookies in this file. It has to be a “cookies.txt”, which is also called Netscape format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such browser on this system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This browser was never used in this account.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CookiesPage</name>
    <message>
        <source>A “cookies.txt”, as extensions for browsers export it. It is only read. Who has this file can act in your name: keep it to yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file with cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file is chosen yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some videos need a login. With the cookies of a browser in which you are logged in, Spool is let in as you are. A site then sees who downloads, so use them only where they are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are cookies in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This browser is here. It may have to be closed while cookies are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a file instead…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It happened once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool met an error it did not expect. Your list is saved, and downloads go on. If the window behaves oddly from now on, close it and open it again. If it happens again, copy the details and report them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There were %n errors so far.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file of this name: this one gets a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are too many folders, one inside the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name would lead out of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the usual folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a download to see more about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No messages since Spool was started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same as a yt-dlp command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DownloadsPage</name>
    <message>
        <source>Also where the file is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the next start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check every link before it starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was downloaded…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget which videos were downloaded before?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be forgotten: the list may not be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is skipped any more until it is downloaded again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip what was downloaded before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells the size, names that are taken, and what needs a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are not skipped any more. Files, the list and the history stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the usual one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of downloads that were running when Spool was closed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>Drop links, text or files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links, text, or files with links in them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryModel</name>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryTable</name>
    <message>
        <source>Videos of the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>Download anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the engine said</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>No video was found at this link. See whether one plays in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected went wrong. The log says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cookies cannot be read. See where they come from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Make room, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was canceled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download was interrupted. It can go on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cannot be written to, or it is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder does not take a file of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program ffmpeg, which joins video and audio, is missing. Install it, try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy does not answer, or it refuses the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site could not be reached. Check the internet connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site has changed. A newer version of Spool is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site refused this download. See whether it plays in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time range does not lie within the video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video does not come in the chosen quality.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing at this link any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a list inside a list that was already added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This live video has not started yet. Try again once it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is age-restricted and needs a login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is copy-protected (DRM) and cannot be downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is for members only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is not available in your country.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is private.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video needs a login. Spool can use the cookies of a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests: the site asks to wait before trying again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>At once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloaded before, will be skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name is taken: gets a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available now: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same as an earlier row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormatModel</name>
    <message>
        <source>Audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best for the choice above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sound only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} kbit/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormatTable</name>
    <message>
        <source>Exact format</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Held</name>
    <message>
        <source>The disk is nearly full: nothing new starts in {0} until there is room again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message numerus="yes">
        <source>%n downloads</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n downloads are in {0} now</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 download is in {0} now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was exported: there is no room for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was exported: {0} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was exported: {0} may not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: the history could not be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is gone from {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that keeps it does not answer just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that keeps it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that keeps it may not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history could not be changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryActions</name>
    <message>
        <source>Clear history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the whole history?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download {0} videos again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the batch already, and not done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0} downloads from the history?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed from the history. The files stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history has changed meanwhile. Please choose again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history is empty now. The files stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are added to the batch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the history</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Clear history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No download fits this search. It looks into titles, names, links and files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing downloaded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has been downloaded stays listed here, also when it leaves the batch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>Downloaded</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageButton</name>
    <message>
        <source>Another language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another language…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its code, such as ca or sr-Latn:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video&apos;s own language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LinkBar</name>
    <message>
        <source>Clear the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link to a video or a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListActions</name>
    <message>
        <source>Check all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListPanel</name>
    <message>
        <source>3-10, 14</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the batch (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {0} to the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose all that are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose by number, such as 3-10, 14</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose none of those shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list: {0} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: there may be more in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list goes on beyond what is read at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write numbers as 3-10, 14.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} chosen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookingState</name>
    <message>
        <source>Looking at {0}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up the link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NamingField</name>
    <message>
        <source>Date of publication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in its list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s number for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of its list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uploader</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkPage</name>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For all downloads together. It counts at once, also for those that run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the same site, so that it does not refuse too many in a short time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it in a file only you can read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool remembers the password until it is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is in a file that only your account can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is in the system&apos;s keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one; what is typed replaces it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no address of a proxy. It is used as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit of the speed limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait between downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kB/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotAdded</name>
    <message>
        <source>Nothing was added: the disk is full. Make room and add the links again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: the list belongs to a newer Spool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: the list could not be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: the list may not be written to the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: the saved list cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was added: the saved list is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n downloads failed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are done</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 download failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 video is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list says why, and what can be done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OfferLine</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Add them to the batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link in the clipboard: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message numerus="yes">
        <source>%n are no links</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 is no link</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Added %n</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Added 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>No links found in %n lines.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>That is no link. A link begins with http:// or https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list goes on beyond what is taken at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was more than the {0} links that are taken at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>skipped %n duplicates</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>skipped 1 duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rest could not be saved. Add the list again once it can be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is a folder. Drop files with links in them, or the links themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is already a media file. Drop links, or files with links in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is not a text file, so there are no links to read in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}”: </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>Picture of the video</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message numerus="yes">
        <source>%n downloaded before</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicates</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n names taken</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need a login</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not available</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of unknown size</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 downloaded before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 needs a login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of unknown size</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Checked %n downloads</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Checked 1 download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0} of {1} free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0}: {1} more than there is room for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreflightBar</name>
    <message>
        <source>Close this line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the check has shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>Best audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP3 320</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MP4 up to 1080p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 720p</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetButton</name>
    <message>
        <source>Edit presets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetList</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} (for new downloads)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetMenu</name>
    <message>
        <source>Download as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit presets…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetName</name>
    <message>
        <source>A preset needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another preset has this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the original presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for new downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemNotices</name>
    <message>
        <source>Spool ended unexpectedly last time. What was under way goes on where it stopped; the log folder holds a report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>The best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 1080p (Full HD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 1440p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 2160p (4K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 360p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 480p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 720p (HD)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message numerus="yes">
        <source>%n downloads are still running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A download is still running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Spool?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit and continue next time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is unfinished goes on where it stopped when Spool is opened again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Remedy</name>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try best quality</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowAction</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check before it starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do what is suggested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the page in the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>The file is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Chosen downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowPage</name>
    <message>
        <source>It is not in the list any more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Download another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the list of downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretProblem</name>
    <message>
        <source>The system&apos;s keyring does not answer. It may wait to be unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s keyring has refused the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no keyring for passwords.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SectionFault</name>
    <message>
        <source>The end must come after the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video is over before that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a time as 1:02 (minutes and seconds), 1:02:03, or seconds alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window and system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsProblem</name>
    <message>
        <source>The setting “{detail}” has a value that cannot be; the usual is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings at {detail} cannot be read; the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings cannot be saved at {detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings were damaged. They were set aside as {detail}; the usual ones are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings were written by a newer Spool. What this one does not know is left alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Download what the Single tab shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the buttons of a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking at a link, or close the details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SinglePage</name>
    <message numerus="yes">
        <source>%n links found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>1 link found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download one video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the link to a video or a list. You see what it is before it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Press Enter to look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no browser that opens this page.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sponsors</name>
    <message>
        <source>Cut it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark it as chapters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>This is in the list already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Already here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coming to this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Converting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, but tags or cover could not be embedded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done, without subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking up the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging video and audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving into the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped: downloaded before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping, goes on by itself…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping, then begins anew…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits {0} for {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreProblem</name>
    <message>
        <source>Some rows of the saved list cannot be read by this Spool. They stay in {path} and are not shown; a newer Spool may know them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: the list cannot be saved. Nothing is lost while Spool stays open; make room and it is saved by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list cannot be saved at {path}. Nothing is lost while Spool stays open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list cannot be saved: {path} may not be written to. Nothing is lost while Spool stays open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved list was damaged. It was set aside as {path}, and a new list was begun with what could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved list was written by a newer Spool. It stays untouched at {path}; this one works with a list of its own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Subtitles</name>
    <message>
        <source>As files beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TabLine</name>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateFault</name>
    <message>
        <source>A { or } is missing. One that belongs to the name is written twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files would not be in the chosen folder. The name is used as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such field between { and }. “Insert” lists those there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are too many folders, one in the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is too long for a name.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimeRange</name>
    <message>
        <source>As 1:02 or 1:02:03. The whole video is fetched, then it is cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>What has been done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Hide Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool: {0} running, {1} waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>About {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video and its choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was downloaded before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>About Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add links from files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Links to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Single</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the computer awake while something runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notify when all is done or something fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer a link that was copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once for many, not while the window is in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool speaks it after the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard is looked at when the window comes to the front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the desktop has a place for it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
