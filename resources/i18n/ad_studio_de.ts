<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>{count} of %Ln image(s) ({status})</source>
        <translation>
            <numerusform>{count} von %Ln Bild ({status})</numerusform>
            <numerusform>{count} von %Ln Bildern ({status})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln error(s)</source>
        <translation>
            <numerusform>%Ln Fehler</numerusform>
            <numerusform>%Ln Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln slightly changed view(s) of it that the model had not seen: {low} to {high}; {outcome}.</source>
        <translation>
            <numerusform>%Ln leicht veränderte Ansicht davon, die das Modell nicht gesehen hatte: {low} bis {high}; {outcome}.</numerusform>
            <numerusform>%Ln leicht veränderte Ansichten davon, die das Modell nicht gesehen hatte: {low} bis {high}; {outcome}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln would not be OK</source>
        <translation>
            <numerusform>%Ln wäre nicht OK</numerusform>
            <numerusform>%Ln wären nicht OK</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %Ln defect(s) painted on it would be flagged (REVIEW or NG).</source>
        <translation>
            <numerusform>{found} von %Ln aufgemaltem Fehler würde gemeldet (REVIEW oder NG).</numerusform>
            <numerusform>{found} von %Ln aufgemalten Fehlern würden gemeldet (REVIEW oder NG).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>Verdict {word}</source>
        <translation>Urteil {word}</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>CheckTab</name>
    <message>
        <source>ROC curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overkill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad parts found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision-recall curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bad parts found (recall)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every NG line: the share of good parts called NG against the share of bad parts called NG. The dot is the NG line in hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every NG line: the share of bad parts called NG against how many of the parts called NG are bad. The dot is the NG line in hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC, area {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision-recall, average precision {area}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves: not enough yet: {ok} OK, {ng} NG. They need {least_ok} confirmed OK and {least_ng} confirmed NG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person  \  machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{verdict} confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overkill: good parts that the machine calls NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escape: bad parts that the machine calls OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither a mistake nor a hit: a person looks at them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Person and machine agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images that a person has judged, over all runs of this model, against what the thresholds in hand make of them</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChipsEdit</name>
    <message>
        <source>Remove {phrase}</source>
        <translation>{phrase} entfernen</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Images ({endings})</source>
        <translation>Bilder ({endings})</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>Ordner mit Bildern wählen</translation>
    </message>
</context>
<context>
    <name>CommitBar</name>
    <message>
        <source>Note (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept with the thresholds, for whoever asks later why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store these thresholds as a new version and judge every image by them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Go back to the thresholds in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not committed: {basis}. In force: REVIEW {review}, NG {ng}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished">Schwellen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Loss over the steps</source>
        <translation>Verlust über die Schritte</translation>
    </message>
    <message>
        <source>Separation over the steps</source>
        <translation>Trennung über die Schritte</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>What training makes small</source>
        <translation>Was das Training klein macht</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>Trennung</translation>
    </message>
    <message>
        <source>How far the defect phrases stay below the normal ones on the reference (cosine, higher is better)</source>
        <translation>Wie weit die Fehler-Begriffe auf der Referenz unter den normalen bleiben (Kosinus, höher ist besser)</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Drop a folder of images here</source>
        <translation>Ordner mit Bildern hier ablegen</translation>
    </message>
    <message>
        <source>They are only read, never changed. The verdicts appear image by image.</source>
        <translation>Sie werden nur gelesen, nie verändert. Die Urteile erscheinen Bild für Bild.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Saving the ignore regions</source>
        <translation>Das Speichern der ignorierten Bereiche</translation>
    </message>
    <message>
        <source>Version {number} of the ignore regions is saved.</source>
        <translation>Version {number} der ignorierten Bereiche ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>FlipsModel</name>
    <message>
        <source>{name}, {sigma}: {old} would become {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; but a person said {verdict}, and that stands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FlipsView</name>
    <message>
        <source>Images that would change their verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No verdict would change. Drag a line, or try a suggestion.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Hints</name>
    <message>
        <source>Sharp, well exposed, large enough.</source>
        <translation>Scharf, gut belichtet, groß genug.</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram of scores</source>
        <translation>Histogramm der Werte</translation>
    </message>
    <message>
        <source>score, σ</source>
        <translation>Wert, σ</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>How many images have which score, in sigma. Drag the REVIEW and NG lines: every verdict follows at once, and nothing is stored until you commit.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Versions of the thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a version to see what it would make of this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it in force again, as a new version; nothing is ever deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who set which thresholds, when and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, in force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REVIEW from {review}, NG from {ng}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ignored</name>
    <message>
        <source>Hatched: never scored (ignore regions, version {number})</source>
        <translation>Schraffiert: wird nie bewertet (ignorierte Bereiche, Version {number})</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Every image is judged by its deviation from the reference.</source>
        <translation>Jedes Bild wird nach seiner Abweichung von der Referenz beurteilt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) inspected.</source>
        <translation>
            <numerusform>%Ln Bild geprüft.</numerusform>
            <numerusform>%Ln Bilder geprüft.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) could not be read.</source>
        <translation>
            <numerusform>%Ln Bild konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Bilder konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Filter by ERROR to see which and why.</source>
        <translation>Nach ERROR filtern zeigt, welche und warum.</translation>
    </message>
    <message>
        <source>Make a report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message numerus="yes">
        <source>The inspection was cancelled after %Ln image(s). What is done is stored.</source>
        <translation>
            <numerusform>Die Prüfung wurde nach %Ln Bild abgebrochen. Was fertig ist, ist gespeichert.</numerusform>
            <numerusform>Die Prüfung wurde nach %Ln Bildern abgebrochen. Was fertig ist, ist gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>Dafür reicht der Speicher nicht.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller input size, and try again.</source>
        <translation>Andere Programme schließen oder eine kleinere Eingabegröße wählen und es erneut versuchen.</translation>
    </message>
    <message>
        <source>Something unexpected happened ({error}).</source>
        <translation>Etwas Unerwartetes ist passiert ({error}).</translation>
    </message>
    <message>
        <source>Nothing that was already stored is lost. The details are in the log.</source>
        <translation>Nichts Gespeichertes ist verloren. Einzelheiten stehen im Protokoll.</translation>
    </message>
</context>
<context>
    <name>KeyMap</name>
    <message>
        <source>Map of the keys</source>
        <translation>Übersicht der Tasten</translation>
    </message>
    <message>
        <source>Close the map of the keys</source>
        <translation>Übersicht der Tasten schließen</translation>
    </message>
    <message>
        <source>Close (Esc or ?)</source>
        <translation>Schließen (Esc oder ?)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys act on the page while no field takes text.</source>
        <translation>Tasten wirken auf die Seite, solange kein Feld Text annimmt.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Show or hide this map</source>
        <translation>Diese Übersicht zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Vorheriges Bild</translation>
    </message>
    <message>
        <source>Say that the image is OK</source>
        <translation>Bild zu OK erklären</translation>
    </message>
    <message>
        <source>Say that it is NG</source>
        <translation>Bild zu NG erklären</translation>
    </message>
    <message>
        <source>Say that it stays REVIEW</source>
        <translation>Bild zu REVIEW erklären</translation>
    </message>
    <message>
        <source>Take the last verdict back</source>
        <translation>Letztes Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>One pixel of the image for one of the screen</source>
        <translation>Ein Bildpunkt für einen Punkt des Bildschirms</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Move the view to the left</source>
        <translation>Ausschnitt nach links</translation>
    </message>
    <message>
        <source>Move the view to the right</source>
        <translation>Ausschnitt nach rechts</translation>
    </message>
    <message>
        <source>Move the view up</source>
        <translation>Ausschnitt nach oben</translation>
    </message>
    <message>
        <source>Move the view down</source>
        <translation>Ausschnitt nach unten</translation>
    </message>
    <message>
        <source>Contours at the thresholds, or none</source>
        <translation>Konturen an den Schwellen, oder keine</translation>
    </message>
    <message>
        <source>Alone, beside the reference, or under a swipe</source>
        <translation>Allein, neben der Referenz oder unter einem Wisch</translation>
    </message>
    <message>
        <source>Zoom to the next defect region</source>
        <translation>Auf den nächsten Fehlerbereich zoomen</translation>
    </message>
    <message>
        <source>Zoom to the previous defect region</source>
        <translation>Auf den vorigen Fehlerbereich zoomen</translation>
    </message>
    <message>
        <source>Hold: the bare image, without heat</source>
        <translation>Halten: das reine Bild, ohne Wärme</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehen</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
</context>
<context>
    <name>Lanes</name>
    <message>
        <source>An inspection</source>
        <translation>Eine Prüfung</translation>
    </message>
    <message>
        <source>Storing verdicts</source>
        <translation>Das Speichern von Urteilen</translation>
    </message>
</context>
<context>
    <name>LayoutButton</name>
    <message>
        <source>Comparison with the reference</source>
        <translation>Vergleich mit der Referenz</translation>
    </message>
    <message>
        <source>Compare with the reference: side by side, or by a swipe (V)</source>
        <translation>Mit der Referenz vergleichen: nebeneinander oder mit einem Schieber (V)</translation>
    </message>
    <message>
        <source>Image alone</source>
        <translation>Nur das Bild</translation>
    </message>
    <message>
        <source>Side by side with the reference</source>
        <translation>Neben der Referenz</translation>
    </message>
    <message>
        <source>Swipe between reference and image</source>
        <translation>Schieber zwischen Referenz und Bild</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Deviation in sigma of the reference. The scale is fixed by the thresholds, never by the image: equal colours mean equal deviations in all images.</source>
        <translation>Abweichung in Sigma der Referenz. Die Skala steht durch die Schwellen fest, nie durch das Bild: gleiche Farben bedeuten gleiche Abweichungen in allen Bildern.</translation>
    </message>
    <message>
        <source>Legend: REVIEW at {review} sigma, NG at {ng} sigma</source>
        <translation>Legende: REVIEW bei {review} Sigma, NG bei {ng} Sigma</translation>
    </message>
</context>
<context>
    <name>LineHandle</name>
    <message>
        <source>Drag the {word} line, or focus it and use the arrow keys: 0.05 σ a step, with Shift 0.5 σ, with Ctrl 0.01 σ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word} line at {sigma}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveNumbers</name>
    <message>
        <source>Images of this run by the verdict that would stand; human verdicts stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overkill: {count} of {all} confirmed OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overkill: no image is confirmed OK yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escape: {count} of {all} confirmed NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escape: no image is confirmed NG yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good parts of this run, confirmed by a person, that the machine would call NG. REVIEW is no overkill, a person looks at those: {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad parts of this run, confirmed by a person, that the machine would call OK. REVIEW is no escape, a person looks at those: {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Choose the language again when it is done.</source>
        <translation>Wählen Sie die Sprache erneut, wenn es fertig ist.</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Progress: {what}</source>
        <translation>Fortschritt: {what}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop {what}; what is done stays</source>
        <translation>Abbrechen ({what}); was fertig ist, bleibt</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
</context>
<context>
    <name>ProjectForm</name>
    <message>
        <source>Nut M8, supplier A</source>
        <translation>Mutter M8, Lieferant A</translation>
    </message>
    <message>
        <source>metal nut</source>
        <translation>metal nut</translation>
    </message>
    <message>
        <source>Typical defects</source>
        <translation>Typische Fehler</translation>
    </message>
    <message>
        <source>scratch, then Enter</source>
        <translation>scratch, dann Enter</translation>
    </message>
    <message>
        <source>Create project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Part name</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>What is it, in one noun?</source>
        <translation>Was ist es, in einem Wort?</translation>
    </message>
    <message>
        <source>In English; goes into the prompts: metal nut, bottle</source>
        <translation>Auf Englisch; geht in die Prompts ein: metal nut, bottle</translation>
    </message>
    <message>
        <source>Typical defects (optional)</source>
        <translation>Typische Fehler (freiwillig)</translation>
    </message>
    <message>
        <source>Short phrases in English: scratch, bent thread</source>
        <translation>Kurze Begriffe auf Englisch: scratch, bent thread</translation>
    </message>
    <message>
        <source>What the part is, in one noun</source>
        <translation>Was das Teil ist, in einem Wort</translation>
    </message>
    <message>
        <source>Still needed: a part name.</source>
        <translation>Es fehlt noch: der Name des Teils.</translation>
    </message>
    <message>
        <source>Still needed: a noun.</source>
        <translation>Es fehlt noch: was es ist.</translation>
    </message>
</context>
<context>
    <name>ProjectTile</name>
    <message>
        <source>Project {name}: {state}</source>
        <translation>Projekt {name}: {state}</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Cannot be opened. Click to see why.</source>
        <translation>Lässt sich nicht öffnen. Anklicken zeigt, warum.</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>No reference image yet</source>
        <translation>Noch kein Referenzbild</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>Noch nicht trainiert</translation>
    </message>
    <message>
        <source>Nothing inspected yet</source>
        <translation>Noch nichts geprüft</translation>
    </message>
</context>
<context>
    <name>ProjectsPage</name>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>One project for each part type that you inspect.</source>
        <translation>Ein Projekt für jede Art von Teil, die Sie prüfen.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Looking for projects</source>
        <translation>Projekte werden gesucht</translation>
    </message>
    <message>
        <source>Workspace: {folder}  ({rule})</source>
        <translation>Arbeitsbereich: {folder}  ({rule})</translation>
    </message>
    <message>
        <source>Show the workspace folder</source>
        <translation>Ordner des Arbeitsbereichs zeigen</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>Name the part, say what it is, and continue with one good image of it.</source>
        <translation>Geben Sie dem Teil einen Namen, sagen Sie, was es ist, und fahren Sie mit einem guten Bild davon fort.</translation>
    </message>
    <message>
        <source>The other projects are not affected.</source>
        <translation>Die anderen Projekte sind nicht betroffen.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Open a project first</source>
        <translation>Erst ein Projekt öffnen</translation>
    </message>
    <message>
        <source>One good image</source>
        <translation>Ein gutes Bild</translation>
    </message>
    <message>
        <source>Needs a reference</source>
        <translation>Braucht eine Referenz</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>Bereit zum Training</translation>
    </message>
    <message>
        <source>Model {number}</source>
        <translation>Modell {number}</translation>
    </message>
    <message>
        <source>Needs a trained model</source>
        <translation>Braucht ein Modell</translation>
    </message>
    <message>
        <source>Ready to inspect</source>
        <translation>Bereit zum Prüfen</translation>
    </message>
    <message>
        <source>Needs an inspection</source>
        <translation>Braucht eine Prüfung</translation>
    </message>
    <message>
        <source>HTML or CSV</source>
        <translation>HTML oder CSV</translation>
    </message>
</context>
<context>
    <name>RailFoot</name>
    <message>
        <source>Map of the keys</source>
        <translation>Übersicht der Tasten</translation>
    </message>
    <message>
        <source>Show which key does what (? or F1)</source>
        <translation>Zeigt, welche Taste was tut (? oder F1)</translation>
    </message>
    <message>
        <source>Colours as the desktop has them</source>
        <translation>Farben wie auf dem Desktop</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Language: {language}</source>
        <translation>Sprache: {language}</translation>
    </message>
</context>
<context>
    <name>Readout</name>
    <message>
        <source>Reading under the cursor</source>
        <translation>Wert unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <source>x {x}, y {y}</source>
        <translation>x {x}, y {y}</translation>
    </message>
    <message>
        <source>patch row {row}, column {column}</source>
        <translation>Feld Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>nicht bewertet</translation>
    </message>
    <message>
        <source>fused</source>
        <translation>gemeinsam</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>visual</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>ReferencePage</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>One image of a good part, taken as you will take the others.</source>
        <translation>Ein Bild eines guten Teils, aufgenommen wie später die anderen.</translation>
    </message>
    <message>
        <source>Setting the reference image</source>
        <translation>Das Setzen des Referenzbilds</translation>
    </message>
    <message>
        <source>Drop one image of a good part here</source>
        <translation>Ein Bild eines guten Teils hier ablegen</translation>
    </message>
    <message>
        <source>Sharp, evenly lit, the whole part in view. No defects are needed.</source>
        <translation>Scharf, gleichmäßig beleuchtet, das ganze Teil im Bild. Fehler werden nicht gebraucht.</translation>
    </message>
    <message>
        <source>Choose an image…</source>
        <translation>Bild wählen…</translation>
    </message>
    <message>
        <source>Continue to training</source>
        <translation>Weiter zum Training</translation>
    </message>
    <message>
        <source>Replace the reference image?</source>
        <translation>Referenzbild ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>Altes behalten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Set</source>
        <comment>when the image was set</comment>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>From</source>
        <comment>the file it came from</comment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Replace image…</source>
        <translation>Bild ersetzen…</translation>
    </message>
    <message>
        <source>Reference image</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
</context>
<context>
    <name>RegionCanvas</name>
    <message>
        <source>Reference image with its ignore regions</source>
        <translation>Referenzbild mit seinen ignorierten Bereichen</translation>
    </message>
</context>
<context>
    <name>RegionPanel</name>
    <message>
        <source>Your name (optional)</source>
        <translation>Ihr Name (freiwillig)</translation>
    </message>
    <message>
        <source>Who draws the regions</source>
        <translation>Wer die Bereiche zeichnet</translation>
    </message>
    <message>
        <source>Kept with the new version of the regions</source>
        <translation>Wird mit der neuen Version der Bereiche aufbewahrt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Save the regions as a new version, for the next training</source>
        <translation>Die Bereiche als neue Version speichern, für das nächste Training</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Go back to the saved regions; Undo brings the drawn ones back</source>
        <translation>Zurück zu den gespeicherten Bereichen; Rückgängig bringt die gezeichneten wieder</translation>
    </message>
    <message>
        <source>Ignore regions</source>
        <translation>Ignorierte Bereiche</translation>
    </message>
    <message>
        <source>The whole image is scored. Draw over what varies on good parts, such as a label or a date code.</source>
        <translation>Das ganze Bild wird bewertet. Übermalen Sie, was auf guten Teilen wechselt, etwa ein Etikett oder einen Datumscode.</translation>
    </message>
    <message>
        <source>Version {number}, {when}: {share} of the image is never scored.</source>
        <translation>Version {number}, {when}: {share} des Bildes wird nie bewertet.</translation>
    </message>
    <message>
        <source>The model takes the part to lie at any angle. Ignore regions stay where they are in the image and do not follow the part.</source>
        <translation>Das Modell nimmt an, dass das Teil in jedem Winkel liegen kann. Ignorierte Bereiche bleiben an ihrer Stelle im Bild und folgen dem Teil nicht.</translation>
    </message>
    <message>
        <source>The model was trained without ignore regions; train again to use version {new}.</source>
        <translation>Das Modell wurde ohne ignorierte Bereiche trainiert; trainieren Sie erneut, damit Version {new} gilt.</translation>
    </message>
    <message>
        <source>The model was trained with version {old}, drawn on another reference image; train again to use this one.</source>
        <translation>Das Modell wurde mit Version {old} trainiert, gezeichnet auf einem anderen Referenzbild; trainieren Sie erneut, damit dieses gilt.</translation>
    </message>
    <message>
        <source>The model was trained with version {old}; train again to use version {new}.</source>
        <translation>Das Modell wurde mit Version {old} trainiert; trainieren Sie erneut, damit Version {new} gilt.</translation>
    </message>
    <message>
        <source>{shape}, {share} of the image</source>
        <translation>{shape}, {share} des Bildes</translation>
    </message>
</context>
<context>
    <name>RegionTools</name>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Vieleck</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Breite des Pinsels</translation>
    </message>
    <message>
        <source> px</source>
        <comment>pixels, after a number</comment>
        <translation> px</translation>
    </message>
    <message>
        <source>Width of the brush in pixels of the reference image</source>
        <translation>Breite des Pinsels in Pixeln des Referenzbildes</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Delete the selected region</source>
        <translation>Den gewählten Bereich löschen</translation>
    </message>
    <message>
        <source>Delete the selected region (Delete)</source>
        <translation>Den gewählten Bereich löschen (Entf)</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Select: click a region, drag it; arrow keys move it by a pixel, with Shift by ten; Delete deletes it</source>
        <translation>Auswählen: einen Bereich anklicken oder ziehen; Pfeiltasten verschieben ihn um ein Pixel, mit Umschalt um zehn; Entf löscht ihn</translation>
    </message>
    <message>
        <source>Rectangle: drag from corner to corner; Enter puts one in the middle</source>
        <translation>Rechteck: von Ecke zu Ecke ziehen; Eingabe setzt eines in die Mitte</translation>
    </message>
    <message>
        <source>Polygon: click corner after corner; Enter or a double click closes it, Backspace takes a corner back, Esc gives it up</source>
        <translation>Vieleck: Ecke für Ecke anklicken; Eingabe oder Doppelklick schließt es, die Rücktaste nimmt eine Ecke zurück, Esc gibt es auf</translation>
    </message>
    <message>
        <source>Brush: draw over the area with the mouse button held down</source>
        <translation>Pinsel: den Bereich mit gedrückter Maustaste übermalen</translation>
    </message>
</context>
<context>
    <name>RegionsPanel</name>
    <message>
        <source>Defect regions, strongest first</source>
        <translation>Fehlerbereiche, der stärkste zuerst</translation>
    </message>
    <message>
        <source>Connected areas from the REVIEW threshold on. Peak in sigma, area in pixels of the image and percent of it, box in pixels from the upper left corner. Click one to see it; D and Shift+D go through them.</source>
        <translation>Zusammenhängende Flächen ab der REVIEW-Schwelle. Spitze in Sigma, Fläche in Pixeln und in Prozent des Bildes, Rahmen in Pixeln von der linken oberen Ecke aus. Ein Klick zeigt einen Bereich; D und Umschalt+D gehen sie durch.</translation>
    </message>
    <message>
        <source>{number} · peak {peak} · {verdict}</source>
        <translation>{number} · Spitze {peak} · {verdict}</translation>
    </message>
    <message>
        <source>{area} px² · {share} % of the image</source>
        <translation>{area} px² · {share} % des Bildes</translation>
    </message>
    <message>
        <source>{width} × {height} px at {left}, {top}</source>
        <translation>{width} × {height} px bei {left}, {top}</translation>
    </message>
    <message>
        <source>There is nothing to look at.</source>
        <translation>Es gibt nichts anzusehen.</translation>
    </message>
    <message>
        <source>Nothing reaches the REVIEW threshold ({limit}).</source>
        <translation>Nichts erreicht die REVIEW-Schwelle ({limit}).</translation>
    </message>
    <message numerus="yes">
        <source>%Ln region(s) from the REVIEW threshold ({limit}) on, strongest first</source>
        <translation>
            <numerusform>%Ln Bereich ab der REVIEW-Schwelle ({limit})</numerusform>
            <numerusform>%Ln Bereiche ab der REVIEW-Schwelle ({limit}), der stärkste zuerst</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportForm</name>
    <message>
        <source>File to write</source>
        <translation>Zu schreibende Datei</translation>
    </message>
    <message>
        <source>Choose where to save</source>
        <translation>Speicherort wählen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>One file with all pictures, for people</source>
        <translation>Eine Datei mit allen Bildern, für Menschen</translation>
    </message>
    <message>
        <source>A table without pictures, for spreadsheets</source>
        <translation>Eine Tabelle ohne Bilder, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Include {verdict}</source>
        <translation>{verdict} aufnehmen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>The inspection on show as a file to send.</source>
        <translation>Die gezeigte Prüfung als Datei zum Verschicken.</translation>
    </message>
    <message>
        <source>An export</source>
        <translation>Ein Export</translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was written.</source>
        <translation>Der Export wurde abgebrochen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>the export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>The report is written.</source>
        <translation>Der Bericht ist geschrieben.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Replace the report that is there?</source>
        <translation>Den vorhandenen Bericht ersetzen?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>Altes behalten</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Images that go into the report</source>
        <translation>Bilder, die in den Bericht kommen</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>Los {lot}</translation>
    </message>
    <message>
        <source>run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>REVIEW from {review}, NG from {ng} ({basis})</source>
        <translation>REVIEW ab {review}, NG ab {ng} ({basis})</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) could not be read; the report says so.</source>
        <translation>
            <numerusform>%Ln Bild konnte nicht gelesen werden; der Bericht sagt es.</numerusform>
            <numerusform>%Ln Bilder konnten nicht gelesen werden; der Bericht sagt es.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} of %Ln image(s) go in</source>
        <translation>
            <numerusform>{count} von %Ln Bild kommt hinein</numerusform>
            <numerusform>{count} von %Ln Bildern kommen hinein</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Order of the list</source>
        <translation>Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>How the list is sorted</source>
        <translation>Wie die Liste sortiert ist</translation>
    </message>
    <message>
        <source>Highest score first</source>
        <translation>Höchster Wert zuerst</translation>
    </message>
    <message>
        <source>Lowest score first</source>
        <translation>Niedrigster Wert zuerst</translation>
    </message>
    <message>
        <source>As inspected</source>
        <translation>Wie geprüft</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Nach Dateiname</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Show {word} only</source>
        <translation>Nur {word} zeigen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Taken back: {name} is {word} again.</source>
        <translation>Zurückgenommen: {name} ist wieder {word}.</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>Folder of images; drop one anywhere on this page</source>
        <translation>Ordner mit Bildern; auf dieser Seite ablegen</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>freiwillig</translation>
    </message>
    <message>
        <source>Signs verdicts and thresholds in the audit trail</source>
        <translation>Unterschreibt Urteile und Schwellen im Prüfpfad</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>Ordner mit Bildern wählen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>the inspection</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
</context>
<context>
    <name>RunChooser</name>
    <message>
        <source>Run on show</source>
        <translation>Gezeigter Lauf</translation>
    </message>
    <message>
        <source>Choose the run to look at and to report</source>
        <translation>Den Lauf wählen, der gezeigt und berichtet wird</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>Los {lot}</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>{pace} images/s</source>
        <translation>{pace} Bilder/s</translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>The reference itself scores {score}: {verdict}.</source>
        <translation>Die Referenz selbst erreicht {score}: {verdict}.</translation>
    </message>
    <message>
        <source>all OK</source>
        <translation>alle OK</translation>
    </message>
    <message>
        <source>The others would be escapes.</source>
        <translation>Die anderen würden durchschlüpfen.</translation>
    </message>
</context>
<context>
    <name>SelfCheckView</name>
    <message>
        <source>These thresholds rest on one reference image alone. Adjust them in the Inspect step as real parts come in.</source>
        <translation>Diese Schwellen beruhen auf einem einzigen Referenzbild. Passen Sie sie im Schritt Prüfen an, sobald echte Teile kommen.</translation>
    </message>
    <message>
        <source>Self-check of model {number}</source>
        <translation>Selbstprüfung von Modell {number}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Wait until it is done, or cancel it, and then open the other project.</source>
        <translation>Warten Sie, bis es fertig ist, oder brechen Sie es ab, und öffnen Sie dann das andere Projekt.</translation>
    </message>
    <message>
        <source>{what} is still running in this project.</source>
        <translation>{what} läuft in diesem Projekt noch.</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>The network that sees the patches</source>
        <translation>Das Netz, das die Bildfelder sieht</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Automatic takes the GPU if there is one</source>
        <translation>Automatisch nimmt die GPU, wenn es eine gibt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <source>Download weights</source>
        <translation>Gewichte laden</translation>
    </message>
    <message>
        <source>Fetches the published weights into your cache; nothing else is sent or fetched</source>
        <translation>Lädt die veröffentlichten Gewichte in Ihren Cache; sonst wird nichts gesendet oder geladen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>No ignore regions: the whole image is learned and scored.</source>
        <translation>Keine ignorierten Bereiche: Das ganze Bild wird gelernt und bewertet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ignore region(s) (version {number}) will not be scored.</source>
        <translation>
            <numerusform>%Ln ignorierter Bereich (Version {number}) wird nicht bewertet.</numerusform>
            <numerusform>%Ln ignorierte Bereiche (Version {number}) werden nicht bewertet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>How many steps of prompt learning; more take longer</source>
        <translation>Wie viele Lernschritte; mehr dauern länger</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same model</source>
        <translation>Der gleiche Startwert ergibt das gleiche Modell</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Eingabegröße</translation>
    </message>
    <message>
        <source>Long side of the image as the network sees it</source>
        <translation>Lange Seite des Bilds, wie das Netz es sieht</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>DevPrompt is the best of them; the others are there to compare</source>
        <translation>DevPrompt ist das beste; die anderen dienen dem Vergleich</translation>
    </message>
    <message>
        <source>DevPrompt</source>
        <translation>DevPrompt</translation>
    </message>
    <message>
        <source>PromptAD</source>
        <translation>PromptAD</translation>
    </message>
    <message>
        <source>WinCLIP (no training)</source>
        <translation>WinCLIP (ohne Training)</translation>
    </message>
    <message>
        <source>Memory alone</source>
        <translation>Nur Gedächtnis</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Automatic tells from the reference whether the part lies free</source>
        <translation>Automatisch erkennt an der Referenz, ob das Teil frei liegt</translation>
    </message>
    <message>
        <source>At any angle</source>
        <translation>In jedem Winkel</translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation>Immer gleich</translation>
    </message>
    <message>
        <source>The backbone&apos;s own</source>
        <translation>Die des Backbones</translation>
    </message>
    <message>
        <source>The installed ones</source>
        <translation>Die installierten</translation>
    </message>
    <message>
        <source>Weights file</source>
        <translation>Gewichtsdatei</translation>
    </message>
    <message>
        <source>A checkpoint file for the backbone chosen above</source>
        <translation>Eine Checkpoint-Datei für den oben gewählten Backbone</translation>
    </message>
    <message>
        <source>Choose a weights file</source>
        <translation>Gewichtsdatei wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Its weights are not on this machine. Download them, or choose a weights file under Advanced.</source>
        <translation>Seine Gewichte sind nicht auf diesem Rechner. Laden Sie sie, oder wählen Sie unter Erweitert eine Gewichtsdatei.</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pt *.bin)</source>
        <translation>Gewichte (*.safetensors *.pt *.bin)</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Reference image</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Inspected image</source>
        <translation>Geprüftes Bild</translation>
    </message>
</context>
<context>
    <name>Stored</name>
    <message>
        <source>lot {lot}</source>
        <translation>Los {lot}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggested thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click one to try it; nothing is stored until you commit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest overkill in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the good parts, at most so many percent may be called NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin in sigma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far above the highest score of a confirmed OK stands the NG line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overkill at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>not enough yet: {ok} OK, {ng} NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REVIEW from {review}, NG from {ng}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rests on {count} views of the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rests on {ok} confirmed OK, {ng} confirmed NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} {value}, with 95 % confidence {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the reference alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest confirmed OK plus a margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overkill at most as wished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zero escapes on confirmed NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>views from REVIEW up:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overkill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>escape</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SwipeLine</name>
    <message>
        <source>Swipe line between reference and image</source>
        <translation>Schieber zwischen Referenz und Bild</translation>
    </message>
    <message>
        <source>Left of the line is the reference, right of it the inspected image. Drag it, or move it with the Left and Right keys.</source>
        <translation>Links der Linie ist die Referenz, rechts davon das geprüfte Bild. Ziehen Sie die Linie oder bewegen Sie sie mit den Tasten Links und Rechts.</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <comment>date and time</comment>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>{text} by {author}</source>
        <comment>who did or decided it</comment>
        <translation>{text} von {author}</translation>
    </message>
</context>
<context>
    <name>ThresholdsTab</name>
    <message>
        <source>REVIEW threshold in sigma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this deviation on an image is REVIEW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NG threshold in sigma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this deviation on an image is NG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show counts on a logarithmic scale, so that few images beside many are seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>REVIEW from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NG from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would flip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images whose machine verdict would change against the thresholds in force; click one to see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds that the reference and the human verdicts suggest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force: {basis}, {signed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would flip {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide bars: all {all} images. Narrow: {ok} confirmed OK, {ng} NG (hatched).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Learns what normal looks like from the reference image; no defects are needed.</source>
        <translation>Lernt am Referenzbild, wie normal aussieht; Fehler werden nicht gebraucht.</translation>
    </message>
    <message>
        <source>A training</source>
        <translation>Ein Training</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>the download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Not trained yet</source>
        <translation>Noch nicht trainiert</translation>
    </message>
    <message>
        <source>The defaults suit most parts. Press Train; it takes about a minute on a CPU.</source>
        <translation>Die Vorgaben passen für die meisten Teile. Auf Trainieren drücken; es dauert auf einer CPU etwa eine Minute.</translation>
    </message>
    <message>
        <source>Continue to inspection</source>
        <translation>Weiter zum Prüfen</translation>
    </message>
    <message>
        <source>Model {number} is trained.</source>
        <translation>Modell {number} ist trainiert.</translation>
    </message>
    <message>
        <source>Training was cancelled. No model was made.</source>
        <translation>Das Training wurde abgebrochen. Es entstand kein Modell.</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Neu trainieren</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Judged by the machine</source>
        <translation>Von der Maschine beurteilt</translation>
    </message>
    <message>
        <source>Judged {human} by hand; could not be scored</source>
        <translation>Von Hand als {human} beurteilt; konnte nicht bewertet werden</translation>
    </message>
    <message>
        <source>Confirmed {human}</source>
        <translation>{human} bestätigt</translation>
    </message>
    <message>
        <source>Overridden to {human}; the machine said {machine}</source>
        <translation>Geändert auf {human}; die Maschine sagte {machine}</translation>
    </message>
    <message>
        <source>Say that this image is {verdict} (key {key})</source>
        <translation>Dieses Bild zu {verdict} erklären (Taste {key})</translation>
    </message>
    <message>
        <source>Undo the last verdict</source>
        <translation>Letztes Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Take the last verdict back (Backspace or Ctrl+Z)</source>
        <translation>Das letzte Urteil zurücknehmen (Rücktaste oder Strg+Z)</translation>
    </message>
    <message>
        <source>Say {word}; now {verdict}</source>
        <translation>{word} sagen; jetzt {verdict}</translation>
    </message>
</context>
<context>
    <name>ViewOptions</name>
    <message>
        <source>How the heat is shown</source>
        <translation>Wie die Wärme gezeigt wird</translation>
    </message>
    <message>
        <source>Only from REVIEW on</source>
        <translation>Nur ab REVIEW</translation>
    </message>
    <message>
        <source>Show no heat below the REVIEW threshold, instead of letting it fade in</source>
        <translation>Unter der REVIEW-Schwelle keine Wärme zeigen, statt sie langsam einzublenden</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Wärme</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Opacity of the heat, percent</source>
        <translation>Deckkraft der Wärme in Prozent</translation>
    </message>
    <message>
        <source>How strongly the heat covers the image, in percent; hold Space for none</source>
        <translation>Wie stark die Wärme das Bild bedeckt, in Prozent; Leertaste halten blendet sie aus</translation>
    </message>
    <message>
        <source>Colours of the heat</source>
        <translation>Farben der Wärme</translation>
    </message>
    <message>
        <source>All rise evenly in lightness and can be told apart by the colour-blind. The scale in sigma stays the same; reports always have the standard colours.</source>
        <translation>Alle werden gleichmäßig heller und sind auch bei Farbfehlsichtigkeit zu unterscheiden. Die Skala in Sigma bleibt dieselbe; Berichte haben immer die Standardfarben.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Inspected image</source>
        <translation>Geprüftes Bild</translation>
    </message>
</context>
<context>
    <name>ViewerBar</name>
    <message>
        <source>Previous image</source>
        <translation>Vorheriges Bild</translation>
    </message>
    <message>
        <source>Previous image (Left or K)</source>
        <translation>Vorheriges Bild (Links oder K)</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Next image (Right or J)</source>
        <translation>Nächstes Bild (Rechts oder J)</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole image (F)</source>
        <translation>Das ganze Bild zeigen (F)</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>One pixel of the image for one of the screen (1)</source>
        <translation>Ein Pixel des Bildes für einen des Bildschirms (1)</translation>
    </message>
    <message>
        <source>Screen pixels for each pixel of the image, in percent</source>
        <translation>Bildschirmpixel für jeden Pixel des Bildes, in Prozent</translation>
    </message>
    <message>
        <source>Outline what reaches REVIEW (thin) and NG (thick) (C)</source>
        <translation>Umrandet, was REVIEW (dünn) und NG (dick) erreicht (C)</translation>
    </message>
    <message>
        <source>How the heat is shown</source>
        <translation>Wie die Wärme gezeigt wird</translation>
    </message>
    <message>
        <source>Opacity and colours of the heat, and from where on it is shown</source>
        <translation>Deckkraft und Farben der Wärme, und ab wo sie gezeigt wird</translation>
    </message>
    <message>
        <source>Deviation map</source>
        <translation>Abweichungskarte</translation>
    </message>
    <message>
        <source>Which deviation is shown as heat</source>
        <translation>Welche Abweichung als Wärme gezeigt wird</translation>
    </message>
    <message>
        <source>Fused</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Both deviations together; this is what is judged</source>
        <translation>Beide Abweichungen zusammen; danach wird geurteilt</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Deviation by the phrases alone</source>
        <translation>Abweichung allein nach den Begriffen</translation>
    </message>
    <message>
        <source>Visual</source>
        <translation>Visuell</translation>
    </message>
    <message>
        <source>Deviation by likeness to the reference alone</source>
        <translation>Abweichung allein nach der Ähnlichkeit zur Referenz</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>Konturen</translation>
    </message>
</context>
<context>
    <name>_Curve</name>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>_Dots</name>
    <message>
        <source>Scores of the self-check on the scale in sigma</source>
        <translation>Werte der Selbstprüfung auf der Skala in Sigma</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Changed views</source>
        <translation>Veränderte Ansichten</translation>
    </message>
    <message>
        <source>Painted defects</source>
        <translation>Aufgemalte Fehler</translation>
    </message>
</context>
<context>
    <name>_RegionList</name>
    <message>
        <source>Ignore regions</source>
        <translation>Ignorierte Bereiche</translation>
    </message>
    <message>
        <source>Select a region; Delete deletes it</source>
        <translation>Einen Bereich wählen; Entf löscht ihn</translation>
    </message>
</context>
</TS>
