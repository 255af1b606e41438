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
        <source>%Ln unchanged</source>
        <translation>
            <numerusform>%Ln unverändert</numerusform>
            <numerusform>%Ln unverändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not looked at</source>
        <translation>
            <numerusform>%Ln nicht angesehen</numerusform>
            <numerusform>%Ln nicht angesehen</numerusform>
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
        <source>%Ln slightly changed view(s) of all references that the model had not seen: {low} to {high}; {outcome}.</source>
        <translation>
            <numerusform>%Ln leicht veränderte Ansicht aller Referenzen, die das Modell nicht gesehen hatte: {low} bis {high}; {outcome}.</numerusform>
            <numerusform>%Ln leicht veränderte Ansichten aller Referenzen, die das Modell nicht gesehen hatte: {low} bis {high}; {outcome}.</numerusform>
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
        <source>{found} of %Ln defect(s) painted on all references would be flagged (REVIEW or NG).</source>
        <translation>
            <numerusform>{found} von %Ln auf alle Referenzen gemaltem Fehler würde gemeldet (REVIEW oder NG).</numerusform>
            <numerusform>{found} von %Ln auf alle Referenzen gemalten Fehlern würden gemeldet (REVIEW oder NG).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %Ln defect(s) painted on it would be flagged (REVIEW or NG).</source>
        <translation>
            <numerusform>{found} von %Ln aufgemaltem Fehler würde gemeldet (REVIEW oder NG).</numerusform>
            <numerusform>{found} von %Ln aufgemalten Fehlern würden gemeldet (REVIEW oder NG).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %Ln image(s) something is still to be done:</source>
        <translation>
            <numerusform>Für %Ln Bild ist noch etwas zu tun:</numerusform>
            <numerusform>Für %Ln Bilder ist noch etwas zu tun:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionsSection</name>
    <message>
        <source>Stay where they are</source>
        <translation>Bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Are moved</source>
        <translation>Werden verschoben</translation>
    </message>
    <message>
        <source>Are copied</source>
        <translation>Werden kopiert</translation>
    </message>
    <message>
        <source>Image files</source>
        <translation>Bilddateien</translation>
    </message>
    <message>
        <source>Whether files are sorted by their verdict; nothing is overwritten</source>
        <translation>Ob Dateien nach ihrem Urteil sortiert werden; nichts wird überschrieben</translation>
    </message>
    <message>
        <source>Into the folders OK, REVIEW, NG and ERROR in</source>
        <translation>In die Ordner OK, REVIEW, NG und ERROR in</translation>
    </message>
    <message>
        <source>A folder that no run looks into</source>
        <translation>Ein Ordner, in den kein Lauf hineinsieht</translation>
    </message>
    <message>
        <source>A line for each image in the file</source>
        <translation>Eine Zeile je Bild in der Datei</translation>
    </message>
    <message>
        <source>The file grows by a line: CSV, or JSON where its name ends in .jsonl</source>
        <translation>Die Datei wächst um eine Zeile: CSV, oder JSON, wenn ihr Name auf .jsonl endet</translation>
    </message>
    <message>
        <source>Empty: no file.</source>
        <translation>Leer: keine Datei.</translation>
    </message>
    <message>
        <source>An MQTT message to the broker</source>
        <translation>Eine MQTT-Nachricht an den Broker</translation>
    </message>
    <message>
        <source>Name or address of the broker</source>
        <translation>Name oder Adresse des Brokers</translation>
    </message>
    <message>
        <source>Empty: no message.</source>
        <translation>Leer: keine Nachricht.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Of the broker</source>
        <translation>Des Brokers</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>Without + and #</source>
        <translation>Ohne + und #</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Signs in to the broker; empty: without a name</source>
        <translation>Meldet sich beim Broker an; leer: ohne Namen</translation>
    </message>
    <message>
        <source>The password is that of the variable {name}.</source>
        <translation>Das Passwort ist das der Umgebungsvariablen {name}.</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>Verschlüsselt (TLS)</translation>
    </message>
    <message>
        <source>Encrypt, and check the broker&apos;s certificate</source>
        <translation>Verschlüsseln und das Zertifikat des Brokers prüfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Do this after each image from the next run on</source>
        <translation>Dies ab dem nächsten Lauf nach jedem Bild tun</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
    </message>
    <message>
        <source>Where files are sorted into</source>
        <translation>Wohin Dateien sortiert werden</translation>
    </message>
</context>
<context>
    <name>AgreementCurves</name>
    <message>
        <source>ROC curve</source>
        <translation>ROC-Kurve</translation>
    </message>
    <message>
        <source>overkill</source>
        <translation>Überausschuss</translation>
    </message>
    <message>
        <source>bad parts found</source>
        <translation>gefundene schlechte Teile</translation>
    </message>
    <message>
        <source>Precision-recall curve</source>
        <translation>Precision-Recall-Kurve</translation>
    </message>
    <message>
        <source>bad parts found (recall)</source>
        <translation>gefundene schlechte Teile (Recall)</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>For every NG line: the share of good parts called NG against the share of bad parts called NG. The dot is the NG line in hand.</source>
        <translation>Für jede NG-Linie: der Anteil guter Teile, die NG heißen, gegen den Anteil schlechter Teile, die NG heißen. Der Punkt ist die NG-Linie in der Hand.</translation>
    </message>
    <message>
        <source>For every NG line: the share of bad parts called NG against how many of the parts called NG are bad. The dot is the NG line in hand.</source>
        <translation>Für jede NG-Linie: der Anteil schlechter Teile, die NG heißen, gegen den Anteil schlechter unter allen, die NG heißen. Der Punkt ist die NG-Linie in der Hand.</translation>
    </message>
    <message>
        <source>ROC, area {area}</source>
        <translation>ROC, Fläche {area}</translation>
    </message>
    <message>
        <source>Precision-recall, average precision {area}</source>
        <translation>Precision-Recall, mittlere Precision {area}</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>given at start</source>
        <translation>beim Start angegeben</translation>
    </message>
</context>
<context>
    <name>AreaBox</name>
    <message>
        <source>any size</source>
        <translation>jede Größe</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>A backup</source>
        <translation>Eine Sicherung</translation>
    </message>
    <message>
        <source>the backup</source>
        <translation>die Sicherung</translation>
    </message>
    <message>
        <source>Back up the project</source>
        <translation>Projekt sichern</translation>
    </message>
    <message>
        <source>The project is backed up, with its audit trail.</source>
        <translation>Das Projekt ist gesichert, mit seinem Prüfpfad.</translation>
    </message>
    <message>
        <source>Bring in a backup</source>
        <translation>Sicherung einspielen</translation>
    </message>
    <message>
        <source>The project of the backup is in the list.</source>
        <translation>Das Projekt der Sicherung steht in der Liste.</translation>
    </message>
    <message>
        <source>Backups of projects (*.zip)</source>
        <translation>Sicherungen von Projekten (*.zip)</translation>
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
    <name>BothViewers</name>
    <message>
        <source>The image with run A&apos;s heat</source>
        <translation>Das Bild mit der Wärme von Lauf A</translation>
    </message>
    <message>
        <source>The image with run B&apos;s heat</source>
        <translation>Das Bild mit der Wärme von Lauf B</translation>
    </message>
    <message>
        <source>{letter}: machine {verdict}</source>
        <translation>{letter}: Maschine {verdict}</translation>
    </message>
    <message>
        <source>human: {verdict}</source>
        <translation>Mensch: {verdict}</translation>
    </message>
</context>
<context>
    <name>ChallengeTab</name>
    <message>
        <source>A challenge</source>
        <translation>Eine Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Storing samples</source>
        <translation>Das Speichern von Mustern</translation>
    </message>
    <message>
        <source>Inspects the samples with the model and thresholds in force. It passes if every OK sample is OK, and every NG sample NG or REVIEW: what is in REVIEW is stopped and looked at by a person.</source>
        <translation>Prüft die Muster mit dem geltenden Modell und den geltenden Schwellen. Bestanden ist sie, wenn jedes OK-Muster OK ist und jedes NG-Muster NG oder REVIEW: Was in REVIEW ist, wird angehalten und von einem Menschen angesehen.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Who runs the challenge</source>
        <translation>Wer die Wirksamkeitsprüfung ausführt</translation>
    </message>
    <message>
        <source>Kept in the audit trail, also for samples and rules</source>
        <translation>Steht im Prüfpfad, auch bei Mustern und Regeln</translation>
    </message>
    <message>
        <source>Run the challenge</source>
        <translation>Wirksamkeit prüfen</translation>
    </message>
    <message>
        <source>Inspect all samples now; the outcome is kept in the audit trail</source>
        <translation>Alle Muster jetzt prüfen; das Ergebnis steht im Prüfpfad</translation>
    </message>
    <message>
        <source>the challenge</source>
        <translation>die Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Outcome by sample</source>
        <translation>Ergebnis je Muster</translation>
    </message>
    <message>
        <source>What the machine said about each sample in the latest challenge</source>
        <translation>Was die Maschine bei der letzten Wirksamkeitsprüfung zu jedem Muster sagte</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>each shift</source>
        <translation>jede Schicht</translation>
    </message>
    <message>
        <source>No inspection with the model in force starts unless the latest challenge passed since the shift began by the clock; without shifts, since midnight</source>
        <translation>Keine Prüfung mit dem geltenden Modell beginnt, wenn nicht die letzte Wirksamkeitsprüfung bestanden wurde, seit die Schicht nach der Uhr begann; ohne Schichten seit Mitternacht</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>No inspection with the model in force starts unless the latest challenge passed within these hours; none: inspections need no challenge</source>
        <translation>Keine Prüfung mit dem geltenden Modell beginnt, wenn nicht die letzte Wirksamkeitsprüfung innerhalb dieser Stunden bestanden wurde; keine: Prüfungen brauchen keine Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Have this rule from now on</source>
        <translation>Diese Regel ab jetzt anwenden</translation>
    </message>
    <message>
        <source>Needed before an inspection, within</source>
        <translation>Nötig vor einer Prüfung, innerhalb von</translation>
    </message>
    <message>
        <source>There was no challenge yet.</source>
        <translation>Es gab noch keine Wirksamkeitsprüfung.</translation>
    </message>
    <message>
        <source>Passed: {count} of {total} samples as expected.</source>
        <translation>Bestanden: {count} von {total} Mustern wie erwartet.</translation>
    </message>
    <message>
        <source>FAILED: {count} of {total} samples as expected.</source>
        <translation>NICHT BESTANDEN: {count} von {total} Mustern wie erwartet.</translation>
    </message>
    <message>
        <source>Sample {number}, expected {verdict}: as expected</source>
        <translation>Muster {number}, erwartet {verdict}: wie erwartet</translation>
    </message>
    <message>
        <source>Sample {number}, expected {verdict}: NOT as expected</source>
        <translation>Muster {number}, erwartet {verdict}: NICHT wie erwartet</translation>
    </message>
</context>
<context>
    <name>CheckTab</name>
    <message>
        <source>Left out: {count} with the same bytes as another image</source>
        <translation>Nicht mitgezählt: {count} mit denselben Bytes wie ein anderes Bild</translation>
    </message>
    <message>
        <source>Curves: not enough yet: {ok} OK, {ng} NG. They need {least_ok} confirmed OK and {least_ng} confirmed NG.</source>
        <translation>Kurven: noch nicht genug: {ok} OK, {ng} NG. Sie brauchen {least_ok} bestätigte OK und {least_ng} bestätigte NG.</translation>
    </message>
    <message>
        <source>Person  \  machine</source>
        <translation>Mensch  \  Maschine</translation>
    </message>
    <message>
        <source>{verdict} confirmed</source>
        <translation>{verdict} bestätigt</translation>
    </message>
    <message>
        <source>Overkill: good parts that the machine calls NG</source>
        <translation>Überausschuss: gute Teile, die die Maschine NG nennt</translation>
    </message>
    <message>
        <source>Escape: bad parts that the machine calls OK</source>
        <translation>Schlupf: schlechte Teile, die die Maschine OK nennt</translation>
    </message>
    <message>
        <source>Neither a mistake nor a hit: a person looks at them</source>
        <translation>Weder Fehler noch Treffer: Ein Mensch sieht sie an</translation>
    </message>
    <message>
        <source>Person and machine agree</source>
        <translation>Mensch und Maschine sind sich einig</translation>
    </message>
    <message>
        <source>Images that a person has judged, over all runs of this model, against what the thresholds in hand make of them</source>
        <translation>Bilder, die ein Mensch beurteilt hat, über alle Läufe dieses Modells, gegen das, was die Schwellen in der Hand daraus machen</translation>
    </message>
    <message>
        <source>The curves go by scores alone, without the size limit.</source>
        <translation>Die Kurven gehen nur nach den Scores, ohne die Größengrenze.</translation>
    </message>
    <message>
        <source>The size limit counts here only once these thresholds are committed.</source>
        <translation>Die Größengrenze zählt hier erst, wenn diese Schwellen übernommen sind.</translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>Checks</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Whether the system still sees, and how well people agree.</source>
        <translation>Ob das System noch sieht, und wie gut Menschen übereinstimmen.</translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation>Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Known samples, inspected again</source>
        <translation>Bekannte Muster, erneut geprüft</translation>
    </message>
    <message>
        <source>Agreement studies</source>
        <translation>Übereinstimmungsstudien</translation>
    </message>
    <message>
        <source>The same parts, judged by several people</source>
        <translation>Dieselben Teile, von mehreren Menschen beurteilt</translation>
    </message>
    <message>
        <source>The report is written.</source>
        <translation>Der Bericht ist geschrieben.</translation>
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
        <source>Choose images</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>Ein Video wählen</translation>
    </message>
    <message>
        <source>Videos ({endings})</source>
        <translation>Videos ({endings})</translation>
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
        <translation>Notiz (freiwillig)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Kept with the thresholds, for whoever asks later why</source>
        <translation>Bleibt bei den Schwellen, für alle, die später nach dem Warum fragen</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Festlegen</translation>
    </message>
    <message>
        <source>Store these thresholds as a new version and judge every image by them</source>
        <translation>Diese Schwellen als neue Fassung speichern und jedes Bild danach beurteilen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Go back to the thresholds in force</source>
        <translation>Zurück zu den geltenden Schwellen</translation>
    </message>
    <message>
        <source>Not committed: {basis}. In force: REVIEW {review}, NG {ng}.</source>
        <translation>Nicht festgelegt: {basis}. Es gilt: REVIEW {review}, NG {ng}.</translation>
    </message>
    <message>
        <source>NG from any size</source>
        <translation>NG ab jeder Größe</translation>
    </message>
    <message>
        <source>Tried: {limit}.</source>
        <translation>Ausprobiert: {limit}.</translation>
    </message>
</context>
<context>
    <name>CompareSplitter</name>
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
    <name>CompareView</name>
    <message>
        <source>Back to the run</source>
        <translation>Zurück zum Lauf</translation>
    </message>
    <message>
        <source>Back to the list of images (Esc)</source>
        <translation>Zurück zur Liste der Bilder (Esc)</translation>
    </message>
    <message>
        <source>Run to compare with</source>
        <translation>Lauf zum Vergleichen</translation>
    </message>
    <message>
        <source>Runs that have the same images come first, those of other models before</source>
        <translation>Läufe mit denselben Bildern stehen vorn, davor die anderer Modelle</translation>
    </message>
    <message>
        <source>Model for the same images</source>
        <translation>Modell für dieselben Bilder</translation>
    </message>
    <message>
        <source>The model that is to score the images of run A</source>
        <translation>Das Modell, das die Bilder von Lauf A bewerten soll</translation>
    </message>
    <message>
        <source>Inspect the same images</source>
        <translation>Dieselben Bilder prüfen</translation>
    </message>
    <message>
        <source>Score exactly the images of run A with this model, in a new run</source>
        <translation>Genau die Bilder von Lauf A mit diesem Modell bewerten, in einem neuen Lauf</translation>
    </message>
    <message>
        <source>A: {run}</source>
        <translation>A: {run}</translation>
    </message>
    <message>
        <source>Comparison of two runs</source>
        <translation>Vergleich zweier Läufe</translation>
    </message>
    <message>
        <source>with B:</source>
        <translation>mit B:</translation>
    </message>
    <message>
        <source>No other run has images of this one. Choose a model and inspect the same images, or choose a run of copies of them.</source>
        <translation>Kein anderer Lauf hat Bilder von diesem. Wählen Sie ein Modell und prüfen Sie dieselben Bilder, oder wählen Sie einen Lauf mit Kopien davon.</translation>
    </message>
    <message>
        <source>No other run has images of this one, and there is only one model: train another one first, then inspect the same images with it.</source>
        <translation>Kein anderer Lauf hat Bilder von diesem, und es gibt nur ein Modell: Trainieren Sie zuerst ein weiteres, und prüfen Sie dann dieselben Bilder damit.</translation>
    </message>
    <message>
        <source>No image is judged differently.
Press a number to see its images.</source>
        <translation>Kein Bild wird verschieden beurteilt.
Eine Zahl drücken zeigt ihre Bilder.</translation>
    </message>
    <message>
        <source>There is no such image.</source>
        <translation>Es gibt kein solches Bild.</translation>
    </message>
    <message>
        <source>{images} in both runs</source>
        <translation>{images} in beiden Läufen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln judged differently by the machine</source>
        <translation>
            <numerusform>%Ln von der Maschine anders beurteilt</numerusform>
            <numerusform>%Ln von der Maschine anders beurteilt</numerusform>
        </translation>
    </message>
    <message>
        <source>only A says NG: {count}</source>
        <translation>nur A sagt NG: {count}</translation>
    </message>
    <message>
        <source>only B says NG: {count}</source>
        <translation>nur B sagt NG: {count}</translation>
    </message>
    <message>
        <source>rank correlation {value}</source>
        <translation>Rangkorrelation {value}</translation>
    </message>
    <message>
        <source>{a} only in A, {b} only in B</source>
        <translation>{a} nur in A, {b} nur in B</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of the same path but other bytes</source>
        <translation>
            <numerusform>%Ln mit gleichem Pfad, aber anderen Bytes</numerusform>
            <numerusform>%Ln mit gleichem Pfad, aber anderen Bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonCard</name>
    <message>
        <source>Images that the two models judge differently</source>
        <translation>Bilder, die die beiden Modelle verschieden beurteilen</translation>
    </message>
    <message>
        <source>What the model in force and the candidate say of each image</source>
        <translation>Was das Modell in Kraft und der Kandidat zu jedem Bild sagen</translation>
    </message>
    <message>
        <source>Model {new} beside model {old}</source>
        <translation>Modell {new} neben Modell {old}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) would be judged otherwise:</source>
        <translation>
            <numerusform>%Ln Bild würde anders beurteilt:</numerusform>
            <numerusform>%Ln Bilder würden anders beurteilt:</numerusform>
        </translation>
    </message>
    <message>
        <source>No image would be judged otherwise.</source>
        <translation>Kein Bild würde anders beurteilt.</translation>
    </message>
    <message>
        <source>On {good} images confirmed OK and {bad} confirmed NG; a part learned from counts as it was judged when it was left out.</source>
        <translation>Auf {good} als OK und {bad} als NG bestätigten Bildern; ein gelerntes Teil zählt so, wie es beurteilt wurde, als es ausgelassen war.</translation>
    </message>
    <message>
        <source>Both are judged by scores alone, without the size limit.</source>
        <translation>Beide werden nur nach den Scores beurteilt, ohne die Größengrenze.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) are not compared: learned from, and too few to be left out.</source>
        <translation>
            <numerusform>%Ln Bild ist nicht im Vergleich: gelernt, und es sind zu wenige zum Auslassen.</numerusform>
            <numerusform>%Ln Bilder sind nicht im Vergleich: gelernt, und es sind zu wenige zum Auslassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) are not compared: changed or gone since they were judged.</source>
        <translation>
            <numerusform>%Ln Bild ist nicht im Vergleich: seit dem Urteil geändert oder verschwunden.</numerusform>
            <numerusform>%Ln Bilder sind nicht im Vergleich: seit dem Urteil geändert oder verschwunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) are not compared: there are enough others.</source>
        <translation>
            <numerusform>%Ln Bild ist nicht im Vergleich: Es gibt genug andere.</numerusform>
            <numerusform>%Ln Bilder sind nicht im Vergleich: Es gibt genug andere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Model {number}, in force</source>
        <translation>Modell {number}, in Kraft</translation>
    </message>
    <message>
        <source>Model {number}, candidate</source>
        <translation>Modell {number}, Kandidat</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} von {total}</translation>
    </message>
    <message>
        <source>Overkill</source>
        <translation>Überausschuss</translation>
    </message>
    <message>
        <source>Good parts called NG</source>
        <translation>Gute Teile, die das Modell NG nennt</translation>
    </message>
    <message>
        <source>Good in REVIEW</source>
        <translation>Gute in REVIEW</translation>
    </message>
    <message>
        <source>Good parts that somebody has to look at</source>
        <translation>Gute Teile, die jemand ansehen muss</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Schlupf</translation>
    </message>
    <message>
        <source>Bad parts called OK</source>
        <translation>Schlechte Teile, die das Modell OK nennt</translation>
    </message>
    <message>
        <source>Bad in REVIEW</source>
        <translation>Schlechte in REVIEW</translation>
    </message>
    <message>
        <source>Bad parts that somebody has to look at</source>
        <translation>Schlechte Teile, die jemand ansehen muss</translation>
    </message>
    <message>
        <source>How well the scores separate good from bad, whatever the thresholds: 1 best</source>
        <translation>Wie gut die Werte gut und schlecht trennen, gleich mit welchen Schwellen: 1 ist am besten</translation>
    </message>
    <message>
        <source>REVIEW from, NG from</source>
        <translation>REVIEW ab, NG ab</translation>
    </message>
    <message>
        <source>The thresholds of the model</source>
        <translation>Die Schwellen des Modells</translation>
    </message>
    <message>
        <source>{before} → {after}; confirmed {human}</source>
        <translation>{before} → {after}; bestätigt {human}</translation>
    </message>
</context>
<context>
    <name>CountsTable</name>
    <message>
        <source>Verdicts of the machine; human verdicts do not count here.</source>
        <translation>Urteile der Maschine; menschliche Urteile zählen hier nicht.</translation>
    </message>
    <message>
        <source>Machine verdict {a} in A, {b} in B: {images}</source>
        <translation>Urteil der Maschine {a} in A, {b} in B: {images}</translation>
    </message>
</context>
<context>
    <name>CurrentImage</name>
    <message>
        <source>The image that was here is not in the list any more. Choose another one there.</source>
        <translation>Das Bild, das hier stand, ist nicht mehr in der Liste. Wählen Sie dort ein anderes.</translation>
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
    <name>DefectWords</name>
    <message>
        <source>bad print</source>
        <translation>Fehldruck</translation>
    </message>
    <message>
        <source>bent</source>
        <translation>verbogen</translation>
    </message>
    <message>
        <source>blister</source>
        <translation>Blase</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>gebrochen</translation>
    </message>
    <message>
        <source>bubble</source>
        <translation>Luftblase</translation>
    </message>
    <message>
        <source>burr</source>
        <translation>Grat</translation>
    </message>
    <message>
        <source>chip</source>
        <translation>Ausbruch</translation>
    </message>
    <message>
        <source>contamination</source>
        <translation>Verunreinigung</translation>
    </message>
    <message>
        <source>crack</source>
        <translation>Riss</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>deformation</source>
        <translation>Verformung</translation>
    </message>
    <message>
        <source>dent</source>
        <translation>Delle</translation>
    </message>
    <message>
        <source>dirt</source>
        <translation>Schmutz</translation>
    </message>
    <message>
        <source>discoloration</source>
        <translation>Verfärbung</translation>
    </message>
    <message>
        <source>dust</source>
        <translation>Staub</translation>
    </message>
    <message>
        <source>foreign object</source>
        <translation>Fremdkörper</translation>
    </message>
    <message>
        <source>hole</source>
        <translation>Loch</translation>
    </message>
    <message>
        <source>missing part</source>
        <translation>fehlendes Teil</translation>
    </message>
    <message>
        <source>pore</source>
        <translation>Pore</translation>
    </message>
    <message>
        <source>rust</source>
        <translation>Rost</translation>
    </message>
    <message>
        <source>scratch</source>
        <translation>Kratzer</translation>
    </message>
    <message>
        <source>stain</source>
        <translation>Fleck</translation>
    </message>
    <message>
        <source>wear</source>
        <translation>Verschleiß</translation>
    </message>
    <message>
        <source>wrinkle</source>
        <translation>Falte</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>It leaves all lists and its heatmaps are freed. Its scores and verdicts stay in the audit trail, with your name and reason. This cannot be undone.</source>
        <translation>Er verschwindet aus allen Listen, und seine Wärmebilder werden freigegeben. Seine Werte und Urteile bleiben im Prüfpfad, mit Ihrem Namen und Grund. Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Reason, for the audit trail</source>
        <translation>Grund, für den Prüfpfad</translation>
    </message>
    <message>
        <source>Reason for deleting the run</source>
        <translation>Grund für das Löschen des Laufs</translation>
    </message>
    <message>
        <source>Why the run is deleted; it has to be given</source>
        <translation>Warum der Lauf gelöscht wird; muss angegeben werden</translation>
    </message>
    <message>
        <source>Delete the run</source>
        <translation>Lauf löschen</translation>
    </message>
    <message>
        <source>Delete it for the reason given</source>
        <translation>Mit dem angegebenen Grund löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete nothing</source>
        <translation>Nichts löschen</translation>
    </message>
    <message>
        <source>Delete {run}?</source>
        <translation>{run} löschen?</translation>
    </message>
</context>
<context>
    <name>DepthQuestion</name>
    <message>
        <source>How many bits does the camera deliver?</source>
        <translation>Wie viele Bit liefert die Kamera?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take no image; change nothing</source>
        <translation>Kein Bild übernehmen, nichts ändern</translation>
    </message>
    <message>
        <source>Some files have more than 8 bits for each value and do not say how many are used. The number stands in the settings of the camera; the pictures show what each choice makes of {name}. All images of this project are then read in this way.</source>
        <translation>Manche Dateien haben mehr als 8 Bit für jeden Wert und sagen nicht, wie viele davon benutzt sind. Die Zahl steht in den Einstellungen der Kamera; die Bilder zeigen, was jede Wahl aus {name} macht. Alle Bilder dieses Projekts werden dann so gelesen.</translation>
    </message>
    <message>
        <source>{bits} bits</source>
        <translation>{bits} Bit</translation>
    </message>
    <message>
        <source>{white} is white, in every image of this project</source>
        <translation>{white} ist Weiß, in jedem Bild dieses Projekts</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Ignore</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Reference image with its ignore regions</source>
        <translation>Referenzbild mit seinen ausgelassenen Bereichen</translation>
    </message>
    <message>
        <source>Saving the ignore regions</source>
        <translation>Das Speichern der ignorierten Bereiche</translation>
    </message>
    <message>
        <source>The ignore regions drawn are not applied yet.</source>
        <translation>Die gezeichneten ignorierten Bereiche sind noch nicht übernommen.</translation>
    </message>
    <message>
        <source>Training uses only those that were applied.</source>
        <translation>Das Training nutzt nur übernommene.</translation>
    </message>
    <message>
        <source>Apply and continue</source>
        <translation>Übernehmen und weiter</translation>
    </message>
    <message>
        <source>Continue without them</source>
        <translation>Ohne sie weiter</translation>
    </message>
    <message>
        <source>The ignore regions that you drew earlier are not applied yet.</source>
        <translation>Die ignorierten Bereiche, die Sie zuvor gezeichnet haben, sind noch nicht übernommen.</translation>
    </message>
    <message>
        <source>Apply or discard them at the right.</source>
        <translation>Übernehmen oder verwerfen Sie sie rechts.</translation>
    </message>
    <message>
        <source>Version {number} of the ignore regions is saved.</source>
        <translation>Fassung {number} der ignorierten Bereiche ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>FieldsSection</name>
    <message>
        <source>No run begins without</source>
        <translation>Kein Lauf beginnt ohne</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>A run without this field is refused</source>
        <translation>Ein Lauf ohne dieses Feld wird abgelehnt</translation>
    </message>
    <message>
        <source>Serial in the file name</source>
        <translation>Seriennummer im Dateinamen</translation>
    </message>
    <message>
        <source>Where the serial stands; * is any text, ? one character</source>
        <translation>Wo die Seriennummer steht; * ist beliebiger Text, ? ein Zeichen</translation>
    </message>
    <message>
        <source>Empty: it is typed or scanned.</source>
        <translation>Leer: Sie wird eingegeben oder gescannt.</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Names and starts, local time; each shift lasts until the next one</source>
        <translation>Namen und Beginn, Ortszeit; jede Schicht dauert bis zur nächsten</translation>
    </message>
    <message>
        <source>Empty: the shift is typed.</source>
        <translation>Leer: Die Schicht wird eingegeben.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Ask this of every run from now on</source>
        <translation>Dies ab jetzt von jedem Lauf verlangen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Name or serial</source>
        <translation>Name, Seriennr.</translation>
    </message>
    <message>
        <source>Shows images whose file name, serial or reason has this in it, or whose shift, lot, operator or station it is. What a barcode scanner types goes here by itself. Enter goes to the first image found.</source>
        <translation>Zeigt Bilder, in deren Dateiname, Seriennummer oder Grund dies vorkommt, oder deren Schicht, Los, Bediener oder Station es ist. Was ein Barcode-Scanner tippt, kommt von selbst hierher. Enter geht zum ersten gefundenen Bild.</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Weitere Filter</translation>
    </message>
    <message>
        <source>Filter by what people said, by score, defect size, lot and run</source>
        <translation>Nach Aussagen von Menschen, Wert, Fehlergröße, Los und Lauf filtern</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show every verdict</source>
        <translation>Jedes Urteil zeigen</translation>
    </message>
    <message>
        <source>Show {word}; several go together</source>
        <translation>{word} zeigen; mehrere gehen zusammen</translation>
    </message>
    <message>
        <source>Only these images are listed: {words}. A click lists the others, too.</source>
        <translation>Nur diese Bilder sind in der Liste: {words}. Ein Klick zeigt auch die anderen.</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Lowest score, in sigma</source>
        <translation>Kleinster Wert, in Sigma</translation>
    </message>
    <message>
        <source>Highest score, in sigma</source>
        <translation>Größter Wert, in Sigma</translation>
    </message>
    <message>
        <source>Smallest defect, in percent of the image</source>
        <translation>Kleinster Fehler, in Prozent des Bildes</translation>
    </message>
    <message>
        <source>Largest defect, in percent of the image</source>
        <translation>Größter Fehler, in Prozent des Bildes</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Show the images of one lot only</source>
        <translation>Nur die Bilder eines Loses zeigen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Show the images of one run only</source>
        <translation>Nur die Bilder eines Laufs zeigen</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>List the images of every run of this model, not of the run on show only</source>
        <translation>Die Bilder aller Läufe dieses Modells auflisten, nicht nur des gezeigten Laufs</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Show every image again</source>
        <translation>Wieder alle Bilder zeigen</translation>
    </message>
    <message>
        <source>no lot</source>
        <translation>ohne Los</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>Any lot</source>
        <translation>Jedes Los</translation>
    </message>
    <message>
        <source>Any run</source>
        <translation>Jeder Lauf</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>FirstLookPanel</name>
    <message>
        <source>Take as reference</source>
        <translation>Als Referenz nehmen</translation>
    </message>
    <message>
        <source>Use the chosen image as the reference of this project</source>
        <translation>Das gewählte Bild als Referenz dieses Projekts verwenden</translation>
    </message>
    <message>
        <source>Take no image</source>
        <translation>Kein Bild nehmen</translation>
    </message>
    <message>
        <source>A first look</source>
        <translation>Ein erster Blick</translation>
    </message>
    <message>
        <source>The most typical image comes first and is chosen. The others follow, the oddest first. Heat shows where an image is unlike the others. There are no thresholds yet: nothing is judged here.</source>
        <translation>Das typischste Bild steht vorn und ist gewählt. Die anderen folgen, das auffälligste zuerst. Die Wärme zeigt, wo ein Bild von den anderen abweicht. Es gibt noch keine Schwellen: Hier wird nichts beurteilt.</translation>
    </message>
    <message>
        <source>the first look</source>
        <translation>den ersten Blick</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The images of {folder} are compared with each other.</source>
        <translation>Die Bilder aus {folder} werden miteinander verglichen.</translation>
    </message>
    <message>
        <source>Looked at {some} of {all} images.</source>
        <translation>{some} von {all} Bildern betrachtet.</translation>
    </message>
    <message>
        <source>typical</source>
        <translation>typisch</translation>
    </message>
</context>
<context>
    <name>FirstVerdictsController</name>
    <message>
        <source>Judge them now</source>
        <translation>Jetzt beurteilen</translation>
    </message>
    <message numerus="yes">
        <source>Thresholds are provisional. Still missing: %Ln verdict(s). No image of this run is left to judge: inspect more.</source>
        <translation>
            <numerusform>Die Schwellen sind vorläufig. Noch fehlt %Ln Urteil. In diesem Lauf ist kein Bild mehr zu beurteilen: Prüfen Sie mehr.</numerusform>
            <numerusform>Die Schwellen sind vorläufig. Noch fehlen %Ln Urteile. In diesem Lauf ist kein Bild mehr zu beurteilen: Prüfen Sie mehr.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {total} images exceed REVIEW. Confirm %Ln good one(s) to learn from.</source>
        <translation>
            <numerusform>Alle {total} Bilder überschreiten REVIEW. Bestätigen Sie %Ln gutes, aus dem gelernt wird.</numerusform>
            <numerusform>Alle {total} Bilder überschreiten REVIEW. Bestätigen Sie %Ln gute, aus denen gelernt wird.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Thresholds are provisional. Judge %Ln image(s) first.</source>
        <translation>
            <numerusform>Die Schwellen sind vorläufig. Beurteilen Sie zuerst %Ln Bild.</numerusform>
            <numerusform>Die Schwellen sind vorläufig. Beurteilen Sie zuerst %Ln Bilder.</numerusform>
        </translation>
    </message>
    <message>
        <source>Review the images that tell most about where the thresholds belong</source>
        <translation>Die Bilder durchsehen, die am meisten darüber sagen, wohin die Schwellen gehören</translation>
    </message>
    <message>
        <source>{ok} OK and {ng} NG are confirmed; thresholds are still provisional.</source>
        <translation>{ok} OK und {ng} NG sind bestätigt; die Schwellen sind noch vorläufig.</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Show the thresholds that the verdicts suggest</source>
        <translation>Die Schwellen zeigen, die sich aus den Urteilen ergeben</translation>
    </message>
    <message>
        <source>Learn from them</source>
        <translation>Aus ihnen lernen</translation>
    </message>
    <message>
        <source>Train a candidate on the parts confirmed OK, and compare it</source>
        <translation>Einen Kandidaten auf den als OK bestätigten Teilen trainieren und vergleichen</translation>
    </message>
</context>
<context>
    <name>FlipsModel</name>
    <message>
        <source>{name}, {sigma}: {old} would become {new}</source>
        <translation>{name}, {sigma}: aus {old} würde {new}</translation>
    </message>
    <message>
        <source>; but a person said {verdict}, and that stands</source>
        <translation>; aber ein Mensch sagte {verdict}, und das gilt</translation>
    </message>
</context>
<context>
    <name>FlipsView</name>
    <message>
        <source>Images that would change their verdict</source>
        <translation>Bilder, deren Urteil sich ändern würde</translation>
    </message>
    <message>
        <source>Click an image to see it</source>
        <translation>Anklicken zeigt ein Bild</translation>
    </message>
    <message>
        <source>No verdict would change. Drag a line, or try a suggestion.</source>
        <translation>Kein Urteil würde sich ändern. Ziehen Sie eine Linie, oder probieren Sie einen Vorschlag.</translation>
    </message>
</context>
<context>
    <name>FloorController</name>
    <message>
        <source>Storing an acknowledgement</source>
        <translation>Das Speichern einer Quittung</translation>
    </message>
    <message>
        <source>No part yet</source>
        <translation>Noch kein Teil</translation>
    </message>
</context>
<context>
    <name>FloorView</name>
    <message>
        <source>Shop floor view</source>
        <translation>Hallenansicht</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Say that you have taken note of this NG part (Space, Enter)</source>
        <translation>Bestätigen, dass Sie dieses NG-Teil zur Kenntnis genommen haben (Leertaste, Enter)</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Let the computer play a tone when a part is NG. It plays once when this is switched on; if you hear nothing, the computer has no sound.</source>
        <translation>Den Rechner einen Ton spielen lassen, wenn ein Teil NG ist. Beim Einschalten spielt er einmal; ist nichts zu hören, hat der Rechner keinen Ton.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>No part yet</source>
        <translation>Noch kein Teil</translation>
    </message>
    <message>
        <source>Take the part out, then press Space or Enter, or scan it.</source>
        <translation>Nehmen Sie das Teil heraus, dann drücken Sie Leertaste oder Enter oder scannen es.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more NG part(s) wait.</source>
        <translation>
            <numerusform>%Ln weiteres NG-Teil wartet.</numerusform>
            <numerusform>%Ln weitere NG-Teile warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>This shift: {counts}</source>
        <translation>Diese Schicht: {counts}</translation>
    </message>
    <message>
        <source>Next part: {serial}</source>
        <translation>Nächstes Teil: {serial}</translation>
    </message>
</context>
<context>
    <name>FoldedCurves</name>
    <message>
        <source>Advanced: curves of the training</source>
        <translation>Erweitert: Kurven des Trainings</translation>
    </message>
    <message>
        <source>Loss and separation, step by step</source>
        <translation>Verlust und Trennung, Schritt für Schritt</translation>
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
        <translation>Wie viele Bilder welchen Wert haben, in Sigma. Ziehen Sie die Linien REVIEW und NG: Jedes Urteil folgt sofort, und nichts wird gespeichert, bis Sie es festlegen.</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Versions of the thresholds</source>
        <translation>Fassungen der Schwellen</translation>
    </message>
    <message>
        <source>Click a version to see what it would make of this run</source>
        <translation>Anklicken zeigt, was eine Fassung aus diesem Lauf machen würde</translation>
    </message>
    <message>
        <source>Restore this version</source>
        <translation>Fassung wiederherstellen</translation>
    </message>
    <message>
        <source>Put it in force again, as a new version; nothing is ever deleted</source>
        <translation>Setzt sie als neue Fassung wieder in Kraft; gelöscht wird nie etwas</translation>
    </message>
    <message>
        <source>Who set which thresholds, or put the model in force, when and why</source>
        <translation>Wer wann und warum welche Schwellen gesetzt oder das Modell in Kraft gesetzt hat</translation>
    </message>
    <message>
        <source>The model was put in force</source>
        <translation>Das Modell wurde in Kraft gesetzt</translation>
    </message>
    <message>
        <source>Version {id}</source>
        <translation>Fassung {id}</translation>
    </message>
    <message>
        <source>, in force</source>
        <translation>, gilt</translation>
    </message>
    <message>
        <source>REVIEW from {review}, NG from {ng}</source>
        <translation>REVIEW ab {review}, NG ab {ng}</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Notiz: {note}</translation>
    </message>
</context>
<context>
    <name>IgnoredRegionsController</name>
    <message>
        <source>Hatched: never scored (ignore regions, version {number})</source>
        <translation>Schraffiert: wird nie bewertet (ignorierte Bereiche, Fassung {number})</translation>
    </message>
    <message>
        <source>Hatched: never scored, and does not turn with the part (version {number})</source>
        <translation>Schraffiert: wird nie bewertet und dreht sich nicht mit dem Teil (Fassung {number})</translation>
    </message>
    <message>
        <source>The model takes the part to lie at any angle. Ignore regions stay where they are in the image and do not follow the part.</source>
        <translation>Das Modell nimmt an, dass das Teil in jedem Winkel liegen kann. Ignorierte Bereiche bleiben an ihrer Stelle im Bild und folgen dem Teil nicht.</translation>
    </message>
</context>
<context>
    <name>ImageController</name>
    <message>
        <source>Loading {name}…</source>
        <translation>{name} wird geladen…</translation>
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
    <name>InForceNote</name>
    <message>
        <source>In force: model {model}, thresholds version {version}</source>
        <translation>Es gilt: Modell {model}, Schwellen Fassung {version}</translation>
    </message>
    <message>
        <source>Model {number} was put in force {when}</source>
        <translation>Modell {number} in Kraft gesetzt: {when}</translation>
    </message>
    <message>
        <source>Thresholds version {id} was set {when}</source>
        <translation>Schwellen Fassung {id} gesetzt: {when}</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>{words}: shown are the images of model {model} ({count}). The other {others} were inspected by older models, and one list holds those of one model only: its scores and thresholds are its own.</source>
        <translation>{words}: Gezeigt werden die Bilder von Modell {model} ({count}). Die anderen {others} wurden mit älteren Modellen geprüft, und eine Liste enthält nur die eines Modells: Es hat eigene Scores und Schwellen.</translation>
    </message>
    <message>
        <source>Every image is judged by its deviation from the reference.</source>
        <translation>Jedes Bild wird nach seiner Abweichung von der Referenz beurteilt.</translation>
    </message>
</context>
<context>
    <name>InspectQueues</name>
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
    <name>InspectView</name>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>The defect regions of this image: peak in sigma, area and place</source>
        <translation>Die Fehlerbereiche dieses Bilds: Spitze in Sigma, Fläche und Ort</translation>
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
    <message>
        <source>Choose the folder whose images are to be inspected</source>
        <translation>Den Ordner wählen, dessen Bilder geprüft werden sollen</translation>
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
    <name>JudgingView</name>
    <message>
        <source>An agreement study</source>
        <translation>Eine Übereinstimmungsstudie</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>Go back; the study goes on here the next time</source>
        <translation>Zurück; die Studie geht beim nächsten Mal hier weiter</translation>
    </message>
    <message>
        <source>{inspector}: round {round} of {rounds}, part {place} of {parts}</source>
        <translation>{inspector}: Durchgang {round} von {rounds}, Teil {place} von {parts}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Say that this part is {verdict} (key {key})</source>
        <translation>Sagen, dass dieses Teil {verdict} ist (Taste {key})</translation>
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
        <source>Do what was taken back once more</source>
        <translation>Zurückgenommenes noch einmal tun</translation>
    </message>
    <message>
        <source>Say that you cannot tell (unsure)</source>
        <translation>Sagen, dass man es nicht sagen kann (unsicher)</translation>
    </message>
    <message>
        <source>Leave the image for later (skip)</source>
        <translation>Das Bild für später lassen (überspringen)</translation>
    </message>
    <message>
        <source>Begin or end the review</source>
        <translation>Die Durchsicht beginnen oder beenden</translation>
    </message>
    <message>
        <source>Say that the part is OK</source>
        <translation>Sagen, dass das Teil OK ist</translation>
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
        <source>Judge in a study</source>
        <translation>In einer Studie urteilen</translation>
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
        <source>Hide list and thresholds, or show them again</source>
        <translation>Liste und Schwellen ausblenden oder wieder zeigen</translation>
    </message>
    <message>
        <source>Show the thresholds, or put them away</source>
        <translation>Die Schwellen zeigen oder wegräumen</translation>
    </message>
    <message>
        <source>The image alone in the whole window, and back (Esc)</source>
        <translation>Das Bild allein im ganzen Fenster, und zurück (Esc)</translation>
    </message>
    <message>
        <source>The view for the shop floor</source>
        <translation>Die Ansicht für die Halle</translation>
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
    <message>
        <source>Move the selected region to the left</source>
        <translation>Den gewählten Bereich nach links verschieben</translation>
    </message>
    <message>
        <source>Move it to the right</source>
        <translation>Ihn nach rechts verschieben</translation>
    </message>
    <message>
        <source>Move it up</source>
        <translation>Ihn nach oben verschieben</translation>
    </message>
    <message>
        <source>Move it down</source>
        <translation>Ihn nach unten verschieben</translation>
    </message>
    <message>
        <source>Move it by ten pixels</source>
        <translation>Ihn um zehn Pixel verschieben</translation>
    </message>
    <message>
        <source>Delete the selected region, or the last corner drawn</source>
        <translation>Den gewählten Bereich löschen, oder die zuletzt gezeichnete Ecke</translation>
    </message>
    <message>
        <source>Close the polygon; with the rectangle, put one in the middle</source>
        <translation>Das Vieleck schließen; beim Rechteck eines in die Mitte setzen</translation>
    </message>
    <message>
        <source>Give up the shape begun, the tool, the selection</source>
        <translation>Die begonnene Form, das Werkzeug, die Auswahl aufgeben</translation>
    </message>
    <message>
        <source>Draw regions, on the image</source>
        <translation>Bereiche zeichnen, auf dem Bild</translation>
    </message>
    <message>
        <source>Acknowledge the NG part</source>
        <translation>Das NG-Teil quittieren</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Shop floor</source>
        <translation>Halle</translation>
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
    <name>LearnCard</name>
    <message>
        <source>Train a candidate on the reference and on parts that people confirmed as OK; the model in force stays</source>
        <translation>Einen Kandidaten auf der Referenz und auf Teilen trainieren, die jemand als OK bestätigt hat; das Modell in Kraft bleibt</translation>
    </message>
    <message>
        <source>Look at these again: they were confirmed as OK, but score far out or were removed before. They are learned from only where you check them.</source>
        <translation>Sehen Sie diese noch einmal an: Sie wurden als OK bestätigt, weichen aber weit ab oder wurden schon einmal entfernt. Gelernt werden nur die, die Sie ankreuzen.</translation>
    </message>
    <message>
        <source>Confirmed parts to look at again</source>
        <translation>Bestätigte Teile, die noch einmal anzusehen sind</translation>
    </message>
    <message>
        <source>Check a part to learn from it; the others are left out</source>
        <translation>Kreuzen Sie ein Teil an, damit es gelernt wird; die anderen bleiben weg</translation>
    </message>
    <message>
        <source>Parts that cannot be learned from</source>
        <translation>Teile, die nicht gelernt werden können</translation>
    </message>
    <message>
        <source>Why these parts are not learned from</source>
        <translation>Warum diese Teile nicht gelernt werden</translation>
    </message>
    <message>
        <source>Learn from confirmed parts</source>
        <translation>Aus bestätigten Teilen lernen</translation>
    </message>
    <message>
        <source>Scores {score}, far above the other good parts</source>
        <translation>Hat {score}, weit über den anderen guten Teilen</translation>
    </message>
    <message>
        <source>Scores {score}, removed before</source>
        <translation>Hat {score}, schon einmal entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln confirmed part(s) cannot be learned from:</source>
        <translation>
            <numerusform>%Ln bestätigtes Teil kann nicht gelernt werden:</numerusform>
            <numerusform>%Ln bestätigte Teile können nicht gelernt werden:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learn from %Ln confirmed part(s)</source>
        <translation>
            <numerusform>Aus %Ln bestätigten Teil lernen</numerusform>
            <numerusform>Aus %Ln bestätigten Teilen lernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm inspected parts as OK in the Inspect step; a model can then learn how good parts vary.</source>
        <translation>Bestätigen Sie im Schritt Prüfen Teile als OK; ein Modell kann dann lernen, wie sich gute Teile unterscheiden.</translation>
    </message>
    <message>
        <source>The more good parts, the better it is known how they vary. From 3 on, the thresholds rest on them, each judged as if it had not been learned from; 10 or more are recommended. Parts confirmed as NG are not learned from: they show what would escape, and where a threshold must lie.</source>
        <translation>Je mehr gute Teile, desto besser ist bekannt, wie sie sich unterscheiden. Ab 3 beruhen die Schwellen auf ihnen, jedes beurteilt, als wäre nicht aus ihm gelernt worden; 10 oder mehr sind zu empfehlen. Aus als NG bestätigten Teilen wird nicht gelernt: sie zeigen, was durchschlüpfen würde und wo eine Schwelle liegen muss.</translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln part(s), those are chosen that differ most in their scores.</source>
        <translation>
            <numerusform>Von %Ln Teil werden die gewählt, deren Werte sich am meisten unterscheiden.</numerusform>
            <numerusform>Von %Ln Teilen werden die gewählt, deren Werte sich am meisten unterscheiden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearnedParts</name>
    <message>
        <source>Parts learned from</source>
        <translation>Gelernte Teile</translation>
    </message>
    <message>
        <source>Select a part to remove it</source>
        <translation>Wählen Sie ein Teil, um es zu entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Learn no longer from the selected part; models that did stay as they are</source>
        <translation>Das gewählte Teil nicht mehr lernen; Modelle, die es gelernt haben, bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Learn from the reference alone from now on</source>
        <translation>Von nun an nur die Referenz lernen</translation>
    </message>
    <message>
        <source>The next training learns from these and from the reference. A part that was removed is asked about before it is learned from again.</source>
        <translation>Das nächste Training lernt diese und die Referenz. Vor dem erneuten Lernen eines entfernten Teils wird gefragt.</translation>
    </message>
    <message>
        <source>Of a lot without verdicts, inspected {when}</source>
        <translation>Aus einem Los ohne Urteile, geprüft {when}</translation>
    </message>
    <message>
        <source>Confirmed OK {when}</source>
        <translation>Als OK bestätigt {when}</translation>
    </message>
    <message>
        <source>Confirmed NG {when}</source>
        <translation>Als NG bestätigt {when}</translation>
    </message>
</context>
<context>
    <name>LearningController</name>
    <message>
        <source>Removing parts</source>
        <translation>Das Entfernen von Teilen</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Deviation in sigma of the reference. The scale belongs to the model, never to the image or the thresholds: equal colours mean equal deviations in all images.</source>
        <translation>Abweichung in Sigma der Referenz. Die Skala gehört zum Modell, nie zum Bild oder zu den Schwellen: Gleiche Farben bedeuten in allen Bildern gleiche Abweichungen.</translation>
    </message>
    <message>
        <source>Legend: REVIEW at {review} sigma, NG at {ng} sigma</source>
        <translation>Legende: REVIEW bei {review} Sigma, NG bei {ng} Sigma</translation>
    </message>
</context>
<context>
    <name>LimitBox</name>
    <message>
        <source>any {unit}</source>
        <translation>alle {unit}</translation>
    </message>
</context>
<context>
    <name>LineHandle</name>
    <message>
        <source>Drag the {word} line, or focus it and use the arrow keys: 0.05 σ a step, with Shift 0.5 σ, with Ctrl 0.01 σ</source>
        <translation>Die Linie {word} ziehen, oder mit den Pfeiltasten bewegen, wenn sie den Fokus hat: 0,05 σ je Schritt, mit Umschalt 0,5 σ, mit Strg 0,01 σ</translation>
    </message>
    <message>
        <source>{word} line at {sigma}</source>
        <translation>Linie {word} bei {sigma}</translation>
    </message>
</context>
<context>
    <name>ListNotice</name>
    <message>
        <source>Review the OK images that tell most: a bad part among them would escape</source>
        <translation>Die OK-Bilder durchsehen, die am meisten aussagen: Ein schlechtes Teil darunter würde durchschlüpfen</translation>
    </message>
    <message>
        <source>Learn from the confirmed parts: train a candidate that knows how good parts vary</source>
        <translation>Aus den bestätigten Teilen lernen: einen Kandidaten trainieren, der weiß, wie gute Teile voneinander abweichen</translation>
    </message>
    <message>
        <source>Apply the suggestion</source>
        <translation>Vorschlag anwenden</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Show the thresholds that the verdicts suggest</source>
        <translation>Die Schwellen zeigen, die sich aus den Urteilen ergeben</translation>
    </message>
    <message>
        <source>Make a report</source>
        <translation>Bericht erstellen</translation>
    </message>
    <message>
        <source>Go on to the report of this run</source>
        <translation>Weiter zum Bericht dieses Laufs</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Show every image again</source>
        <translation>Wieder alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Leave review</source>
        <translation>Durchsicht verlassen</translation>
    </message>
    <message>
        <source>Back to the list (Q)</source>
        <translation>Zurück zur Liste (Q)</translation>
    </message>
    <message numerus="yes">
        <source>Learn from %Ln part(s)</source>
        <translation>
            <numerusform>Aus %Ln Teil lernen</numerusform>
            <numerusform>Aus %Ln Teilen lernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Try REVIEW from {review}, NG from {ng}; Commit puts them in force</source>
        <translation>REVIEW ab {review}, NG ab {ng} ausprobieren; Festlegen setzt sie in Kraft</translation>
    </message>
    <message numerus="yes">
        <source>Check %Ln OK one(s)</source>
        <translation>
            <numerusform>%Ln OK nachsehen</numerusform>
            <numerusform>%Ln OK nachsehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveNumbers</name>
    <message>
        <source>Images of this run by the verdict that would stand; human verdicts stand.</source>
        <translation>Bilder dieses Laufs nach dem Urteil, das gelten würde; Urteile von Menschen gelten.</translation>
    </message>
    <message>
        <source>Overkill: {count} of {all} confirmed OK</source>
        <translation>Überausschuss: {count} von {all} bestätigten OK</translation>
    </message>
    <message>
        <source>Overkill: no image is confirmed OK yet</source>
        <translation>Überausschuss: noch kein Bild ist als OK bestätigt</translation>
    </message>
    <message>
        <source>Escape: {count} of {all} confirmed NG</source>
        <translation>Schlupf: {count} von {all} bestätigten NG</translation>
    </message>
    <message>
        <source>Escape: no image is confirmed NG yet</source>
        <translation>Schlupf: noch kein Bild ist als NG bestätigt</translation>
    </message>
    <message>
        <source>Good parts of this run, confirmed by a person, that the machine would call NG. REVIEW is no overkill, a person looks at those: {count} more.</source>
        <translation>Gute Teile dieses Laufs, von einem Menschen bestätigt, die die Maschine NG nennen würde. REVIEW ist kein Überausschuss, die sieht ein Mensch an: {count} weitere.</translation>
    </message>
    <message>
        <source>Bad parts of this run, confirmed by a person, that the machine would call OK. REVIEW is no escape, a person looks at those: {count} more.</source>
        <translation>Schlechte Teile dieses Laufs, von einem Menschen bestätigt, die die Maschine OK nennen würde. REVIEW ist kein Schlupf, die sieht ein Mensch an: {count} weitere.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>A training that is broken off leaves no model. An inspection keeps what is done and can be resumed.</source>
        <translation>Ein abgebrochenes Training hinterlässt kein Modell. Eine Prüfung behält, was getan ist, und kann fortgesetzt werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting inspection(s) will be offered again at the next start.</source>
        <translation>
            <numerusform>%Ln wartende Prüfung wird beim nächsten Start wieder angeboten.</numerusform>
            <numerusform>%Ln wartende Prüfungen werden beim nächsten Start wieder angeboten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Trotzdem schließen</translation>
    </message>
    <message>
        <source>End what is running, and the program</source>
        <translation>Was läuft und das Programm beenden</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Go to this step</source>
        <translation>Zu diesem Schritt gehen</translation>
    </message>
    <message>
        <source>This project can only be read, nothing is stored: {why}</source>
        <translation>Dieses Projekt kann nur gelesen werden, nichts wird gespeichert: {why}</translation>
    </message>
    <message>
        <source>The training of {name} was stopped at step {number}, &quot;{step}&quot;.</source>
        <translation>Das Training von {name} wurde bei Schritt {number} abgebrochen, „{step}“.</translation>
    </message>
    <message>
        <source>It left no model. Start it again in the Train step.</source>
        <translation>Es hinterließ kein Modell. Starten Sie es im Schritt Trainieren neu.</translation>
    </message>
    <message>
        <source>Choose the language again when it is done.</source>
        <translation>Wählen Sie die Sprache erneut, wenn es fertig ist.</translation>
    </message>
    <message>
        <source>{name} (read only)</source>
        <translation>{name} (nur lesen)</translation>
    </message>
    <message>
        <source>run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Select a model to see its self-check</source>
        <translation>Ein Modell wählen, um seine Selbstprüfung zu sehen</translation>
    </message>
    <message>
        <source>Use this model…</source>
        <translation>Dieses verwenden…</translation>
    </message>
    <message>
        <source>Put the selected model in force, after a question</source>
        <translation>Setzt das gewählte Modell nach einer Rückfrage in Kraft</translation>
    </message>
    <message>
        <source>Model {number}, {state}</source>
        <translation>Modell {number}, {state}</translation>
    </message>
    <message>
        <source>Trained {when}: {how}</source>
        <translation>Trainiert {when}: {how}</translation>
    </message>
    <message>
        <source>Learned from: {images}</source>
        <translation>Gelernt aus: {images}</translation>
    </message>
    <message>
        <source>Thresholds version {id}: REVIEW from {review}, NG from {ng}</source>
        <translation>Schwellen Fassung {id}: REVIEW ab {review}, NG ab {ng}</translation>
    </message>
    <message>
        <source>Put in force {when}</source>
        <translation>In Kraft gesetzt {when}</translation>
    </message>
    <message>
        <source>Note: {note}</source>
        <translation>Notiz: {note}</translation>
    </message>
</context>
<context>
    <name>OutstandingController</name>
    <message>
        <source>What is done after each image</source>
        <translation>Was nach jedem Bild getan wird</translation>
    </message>
</context>
<context>
    <name>OutstandingNote</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Do now what failed after these images</source>
        <translation>Jetzt tun, was nach diesen Bildern misslungen ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try no more now; what was done stays done</source>
        <translation>Jetzt nicht weiter versuchen; was getan ist, bleibt getan</translation>
    </message>
    <message>
        <source>What failed after images is being tried again.</source>
        <translation>Was nach Bildern misslungen ist, wird erneut versucht.</translation>
    </message>
</context>
<context>
    <name>PairsModel</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>A, machine</source>
        <translation>A, Maschine</translation>
    </message>
    <message>
        <source>B, machine</source>
        <translation>B, Maschine</translation>
    </message>
    <message>
        <source>Verdict of the machine and score; human verdicts do not count here</source>
        <translation>Urteil der Maschine und Wert; menschliche Urteile zählen hier nicht</translation>
    </message>
    <message>
        <source>Same path, but not known to be the same bytes</source>
        <translation>Gleicher Pfad, aber nicht sicher dieselben Bytes</translation>
    </message>
</context>
<context>
    <name>PairsView</name>
    <message>
        <source>Images of both runs</source>
        <translation>Bilder beider Läufe</translation>
    </message>
    <message>
        <source>Click an image to see it as both runs do; scores in sigma</source>
        <translation>Anklicken zeigt ein Bild, wie beide Läufe es sehen; Werte in Sigma</translation>
    </message>
</context>
<context>
    <name>PartTypesCard</name>
    <message>
        <source>Train one model with the settings on the left on the reference and the confirmed parts of each project; it belongs to this project</source>
        <translation>Ein Modell mit den Einstellungen links auf der Referenz und den bestätigten Teilen jedes Projekts trainieren; es gehört zu diesem Projekt</translation>
    </message>
    <message>
        <source>Check the projects whose parts come in the same folder as these. The model says of each image which part it shows, and judges it as a model of that project alone would. The other projects stay as they are.</source>
        <translation>Die Projekte ankreuzen, deren Teile im selben Ordner ankommen wie diese. Das Modell sagt von jedem Bild, welches Teil es zeigt, und beurteilt es so, wie es ein Modell dieses Projekts allein täte. Die anderen Projekte bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Other projects</source>
        <translation>Andere Projekte</translation>
    </message>
    <message>
        <source>Check a project to learn its part, too</source>
        <translation>Ein Projekt ankreuzen, damit auch sein Teil gelernt wird</translation>
    </message>
    <message>
        <source>One model for several parts</source>
        <translation>Ein Modell für mehrere Teile</translation>
    </message>
    <message>
        <source>Train one model on this project and on others</source>
        <translation>Ein Modell auf diesem Projekt und auf anderen trainieren</translation>
    </message>
    <message numerus="yes">
        <source>Train one model for %Ln part(s)</source>
        <translation>
            <numerusform>Ein Modell für %Ln Teil trainieren</numerusform>
            <numerusform>Ein Modell für %Ln Teile trainieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PauseButtons</name>
    <message>
        <source>Finish</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop watching: inspect what has arrived, then end the run</source>
        <translation>Nicht länger warten: prüfen, was gekommen ist, dann den Lauf beenden</translation>
    </message>
    <message>
        <source>Shop floor</source>
        <translation>Halle</translation>
    </message>
    <message>
        <source>The newest part large, its verdict to be read from afar (F9)</source>
        <translation>Das neueste Teil groß, sein Urteil von weitem lesbar (F9)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on with the next image</source>
        <translation>Mit dem nächsten Bild weitermachen</translation>
    </message>
    <message>
        <source>Hold the inspection after the image being scored; nothing is lost</source>
        <translation>Die Prüfung nach dem laufenden Bild anhalten; nichts geht verloren</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>engineer</source>
        <translation>Ingenieur</translation>
    </message>
    <message>
        <source>Everybody signs in who changes something</source>
        <translation>Wer etwas ändert, meldet sich an</translation>
    </message>
    <message>
        <source>An operator inspects and gives verdicts; thresholds, models and the project are for engineers</source>
        <translation>Ein Bediener prüft und gibt Urteile; Schwellen, Modelle und das Projekt sind für Ingenieure</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Who may sign in; choose one to change or remove</source>
        <translation>Wer sich anmelden darf; zum Ändern oder Entfernen eine Person wählen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the person from the list; what the person did stays signed</source>
        <translation>Die Person von der Liste nehmen; was sie getan hat, bleibt unterschrieben</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Signs what the person does; one on the list is changed</source>
        <translation>Unterschreibt, was die Person tut; wer auf der Liste steht, wird geändert</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>What the person may do</source>
        <translation>Was die Person darf</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>The person&apos;s; at least 4 characters</source>
        <translation>Die der Person; mindestens 4 Zeichen</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>Auf die Liste setzen</translation>
    </message>
    <message>
        <source>Add the person, or give one of that name this role and PIN</source>
        <translation>Die Person hinzufügen, oder einer dieses Namens diese Rolle und PIN geben</translation>
    </message>
</context>
<context>
    <name>PixelSection</name>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Side of a pixel on the part</source>
        <translation>Seite eines Pixels auf dem Teil</translation>
    </message>
    <message>
        <source>Sizes of regions are said in millimetres then. No verdict changes: a size limit on NG keeps the pixel size that it was set with</source>
        <translation>Größen von Bereichen werden dann in Millimetern angegeben. Kein Urteil ändert sich: Eine Größengrenze für NG behält die Pixelgröße, mit der sie gesetzt wurde</translation>
    </message>
    <message>
        <source>0: not known, sizes are said in pixels only.</source>
        <translation>0: nicht bekannt, Größen werden nur in Pixeln genannt.</translation>
    </message>
    <message>
        <source>Draw a known length on the reference</source>
        <translation>Eine bekannte Länge auf die Referenz zeichnen</translation>
    </message>
    <message>
        <source>Drag from one end to the other; the wheel zooms</source>
        <translation>Von einem Ende zum anderen ziehen; das Rad zoomt</translation>
    </message>
    <message>
        <source>Its length in the image</source>
        <translation>Ihre Länge im Bild</translation>
    </message>
    <message>
        <source>As drawn, or typed</source>
        <translation>Wie gezeichnet, oder eingegeben</translation>
    </message>
    <message>
        <source>Its length on the part</source>
        <translation>Ihre Länge auf dem Teil</translation>
    </message>
    <message>
        <source>As a drawing or a caliper says</source>
        <translation>Nach Zeichnung oder Messschieber</translation>
    </message>
    <message>
        <source>Work out the side of a pixel</source>
        <translation>Die Seite eines Pixels ausrechnen</translation>
    </message>
    <message>
        <source>Divide the length on the part by the one in the image</source>
        <translation>Die Länge auf dem Teil durch die im Bild teilen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Say sizes by this from now on</source>
        <translation>Größen ab jetzt danach nennen</translation>
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
        <source>almost done</source>
        <translation>fast fertig</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
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
        <source>Make a folder for this part in the workspace and go on to its reference</source>
        <translation>Einen Ordner für dieses Teil im Arbeitsbereich anlegen und weiter zu seiner Referenz</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Part name</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>What your people call the part; it names the project</source>
        <translation>Wie das Teil bei Ihnen heißt; so heißt auch das Projekt</translation>
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
        <source>What anyone would call the thing in the picture</source>
        <translation>Wie jeder das Ding auf dem Bild nennen würde</translation>
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
        <source>Enter or a comma ends a phrase, Backspace takes the last one away</source>
        <translation>Eingabe oder Komma beendet einen Begriff, die Rücktaste nimmt den letzten weg</translation>
    </message>
    <message>
        <source>What the part is, in one noun</source>
        <translation>Was das Teil ist, in einem Wort</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (Kopie)</translation>
    </message>
    <message>
        <source>Edit project</source>
        <translation>Projekt bearbeiten</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Change name, noun and defects; models keep those they were trained with</source>
        <translation>Name, Hauptwort und Fehler ändern; Modelle behalten die, mit denen sie trainiert wurden</translation>
    </message>
    <message>
        <source>Duplicate project</source>
        <translation>Projekt duplizieren</translation>
    </message>
    <message>
        <source>Make the copy</source>
        <translation>Kopie anlegen</translation>
    </message>
    <message>
        <source>Copy the project with its models, runs and audit trail</source>
        <translation>Das Projekt mit seinen Modellen, Läufen und seinem Prüfpfad kopieren</translation>
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
        <source>More about {name}</source>
        <translation>Mehr zu {name}</translation>
    </message>
    <message>
        <source>Edit, duplicate, back up, archive or delete this project</source>
        <translation>Dieses Projekt bearbeiten, verdoppeln, sichern, archivieren oder löschen</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>{name} öffnen</translation>
    </message>
    <message>
        <source>Audit trail: entry {entry}, {head}</source>
        <translation>Prüfpfad: Eintrag {entry}, {head}</translation>
    </message>
    <message>
        <source>Of an older version of the program. Click to bring it up to date.</source>
        <translation>Von einer älteren Fassung des Programms. Ein Klick bringt es auf den neuen Stand.</translation>
    </message>
    <message>
        <source>Cannot be opened. Click to see why.</source>
        <translation>Lässt sich nicht öffnen. Anklicken zeigt, warum.</translation>
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
        <source>Archived</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Show the projects that were taken out of the list, or the others again</source>
        <translation>Die Projekte zeigen, die aus der Liste genommen wurden, oder wieder die anderen</translation>
    </message>
    <message>
        <source>Bring in a backup…</source>
        <translation>Sicherung einspielen…</translation>
    </message>
    <message>
        <source>Make a project of a file that a backup was written into</source>
        <translation>Aus einer Datei, in die ein Projekt gesichert wurde, ein Projekt machen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Fields of parts, what is done after each image, and people, of the open project; for engineers</source>
        <translation>Felder der Teile, was nach jedem Bild getan wird, und Personen des offenen Projekts; für Ingenieure</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Open the form for another part type</source>
        <translation>Das Formular für eine weitere Art von Teil öffnen</translation>
    </message>
    <message>
        <source>Looking for projects</source>
        <translation>Projekte werden gesucht</translation>
    </message>
    <message>
        <source>Try the sample part</source>
        <translation>Mit dem Beispielteil probieren</translation>
    </message>
    <message>
        <source>Make a project of the part that comes with the program</source>
        <translation>Ein Projekt aus dem Teil anlegen, das mit dem Programm kommt</translation>
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
        <source>No archived projects</source>
        <translation>Keine archivierten Projekte</translation>
    </message>
    <message>
        <source>The menu of a project takes it out of the list, whole.</source>
        <translation>Das Menü eines Projekts nimmt es als Ganzes aus der Liste.</translation>
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
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Duplicate…</source>
        <translation>Duplizieren…</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>{name} is archived, with all that belongs to it.</source>
        <translation>{name} ist archiviert, mit allem, was dazu gehört.</translation>
    </message>
    <message>
        <source>{name} is in the list again.</source>
        <translation>{name} ist wieder in der Liste.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Its folder is moved to .trash in the workspace, with its audit trail. Nothing is erased.</source>
        <translation>Sein Ordner wird nach .trash im Arbeitsbereich verschoben, mit seinem Prüfpfad. Nichts wird vernichtet.</translation>
    </message>
    <message>
        <source>Delete the project</source>
        <translation>Das Projekt löschen</translation>
    </message>
    <message>
        <source>Move it to the trash of the workspace</source>
        <translation>In den Papierkorb des Arbeitsbereichs verschieben</translation>
    </message>
    <message>
        <source>{name} is deleted. Its folder is in .trash, with its audit trail.</source>
        <translation>{name} ist gelöscht. Sein Ordner liegt in .trash, mit seinem Prüfpfad.</translation>
    </message>
    <message>
        <source>The other projects are not affected.</source>
        <translation>Die anderen Projekte sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>{name} is copied.</source>
        <translation>{name} ist kopiert.</translation>
    </message>
</context>
<context>
    <name>QueueButton</name>
    <message numerus="yes">
        <source>%Ln inspection(s) waiting</source>
        <translation>
            <numerusform>%Ln Prüfung wartet</numerusform>
            <numerusform>%Ln Prüfungen warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Show which inspections wait, and take them out</source>
        <translation>Zeigen, welche Prüfungen warten, und sie herausnehmen</translation>
    </message>
    <message>
        <source>Take out {run}</source>
        <translation>{run} herausnehmen</translation>
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
        <source>Checks</source>
        <translation>Nachweise</translation>
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
        <source>HTML, PDF, XLSX or CSV</source>
        <translation>HTML, PDF, XLSX oder CSV</translation>
    </message>
    <message>
        <source>Challenge and studies</source>
        <translation>Wirksamkeit und Studien</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>{noun}, read only</source>
        <translation>{noun}, nur lesen</translation>
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
        <source>Under the cursor: deviation of the map shown in sigma of the reference, patch, place in pixels from the upper left corner, and colour (0 to 255, as inspected; ≈ while only a smaller picture is decoded)</source>
        <translation>Unter dem Mauszeiger: Abweichung der gezeigten Karte in Sigma der Referenz, Feld, Ort in Pixeln von der linken oberen Ecke aus, und Farbe (0 bis 255, wie geprüft; ≈ solange nur ein kleineres Bild geladen ist)</translation>
    </message>
    <message>
        <source>loading finer pixels…</source>
        <translation>feinere Pixel werden geladen …</translation>
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
    <name>ReasonChips</name>
    <message>
        <source>Another reason…</source>
        <translation>Anderer Grund …</translation>
    </message>
    <message>
        <source>Another reason, in your own words; Enter takes it</source>
        <translation>Ein anderer Grund, in eigenen Worten; die Eingabetaste übernimmt ihn</translation>
    </message>
    <message>
        <source>Give this reason with the verdict</source>
        <translation>Diesen Grund mit dem Urteil angeben</translation>
    </message>
</context>
<context>
    <name>RecentStrip</name>
    <message>
        <source>The latest parts: {verdicts}</source>
        <translation>Die letzten Teile: {verdicts}</translation>
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
        <source>Choose the image file of a good part</source>
        <translation>Die Bilddatei eines guten Teils wählen</translation>
    </message>
    <message>
        <source>Find a typical image in a folder…</source>
        <translation>Ein typisches Bild in einem Ordner suchen…</translation>
    </message>
    <message>
        <source>Compare the images of a folder with each other, and take a typical one</source>
        <translation>Die Bilder eines Ordners miteinander vergleichen und ein typisches nehmen</translation>
    </message>
    <message>
        <source>Continue to training</source>
        <translation>Weiter zum Training</translation>
    </message>
    <message>
        <source>Go on to train a model on this image</source>
        <translation>Weiter, um an diesem Bild ein Modell zu trainieren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were dropped; {name} is taken.</source>
        <translation>
            <numerusform>%Ln Datei wurde abgelegt; {name} wird genommen.</numerusform>
            <numerusform>%Ln Dateien wurden abgelegt; {name} wird genommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>One good image is enough. Drop another one to take it instead.</source>
        <translation>Ein gutes Bild genügt. Legen Sie ein anderes ab, um es stattdessen zu nehmen.</translation>
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
        <source>Take the new image; the old one stays in the project&apos;s folder</source>
        <translation>Das neue Bild nehmen; das alte bleibt im Ordner des Projekts</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>Altes behalten</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bit depth</source>
        <translation>Bittiefe</translation>
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
        <source>Choose another image of a good part</source>
        <translation>Ein anderes Bild eines guten Teils wählen</translation>
    </message>
    <message>
        <source>Change bit depth…</source>
        <translation>Bittiefe ändern…</translation>
    </message>
    <message>
        <source>Say how many bits the camera delivers, where its files do not say it</source>
        <translation>Angeben, wie viele Bit die Kamera liefert, wo ihre Dateien es nicht sagen</translation>
    </message>
    <message>
        <source>Reference image</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>wie in der Datei angegeben</translation>
    </message>
    <message>
        <source>{bits} bits</source>
        <translation>{bits} Bit</translation>
    </message>
</context>
<context>
    <name>RegionCanvas</name>
    <message>
        <source>Draw with the tool chosen above the image</source>
        <translation>Zeichnen mit dem Werkzeug, das über dem Bild gewählt ist</translation>
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
        <translation>Wird mit der neuen Fassung der Bereiche aufbewahrt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Save the regions as a new version, for the next training</source>
        <translation>Die Bereiche als neue Fassung speichern, für das nächste Training</translation>
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
        <source>Take those of the reference before</source>
        <translation>Die der vorigen Referenz nehmen</translation>
    </message>
    <message>
        <source>Draw the ignore regions of the reference before on this image</source>
        <translation>Die ignorierten Bereiche der vorigen Referenz auf diesem Bild zeichnen</translation>
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
        <translation>Fassung {number}, {when}: {share} des Bildes wird nie bewertet.</translation>
    </message>
    <message>
        <source>The model takes the part to lie at any angle. Ignore regions stay where they are in the image and do not follow the part.</source>
        <translation>Das Modell nimmt an, dass das Teil in jedem Winkel liegen kann. Ignorierte Bereiche bleiben an ihrer Stelle im Bild und folgen dem Teil nicht.</translation>
    </message>
    <message>
        <source>The model in force applies other ignore regions. Model {number} applies these: put it in force in the Train step to use them.</source>
        <translation>Das geltende Modell wendet andere ignorierte Bereiche an. Modell {number} wendet diese an: Setzen Sie es im Schritt Training in Kraft, damit sie gelten.</translation>
    </message>
    <message>
        <source>The model was trained without ignore regions; train again to use version {new}.</source>
        <translation>Das Modell wurde ohne ignorierte Bereiche trainiert; trainieren Sie erneut, damit Fassung {new} gilt.</translation>
    </message>
    <message>
        <source>The model was trained with version {old}, drawn on another reference image; train again to use this one.</source>
        <translation>Das Modell wurde mit Fassung {old} trainiert, gezeichnet auf einem anderen Referenzbild; trainieren Sie erneut, damit dieses gilt.</translation>
    </message>
    <message>
        <source>The model was trained with version {old}; train again to use version {new}.</source>
        <translation>Das Modell wurde mit Fassung {old} trainiert; trainieren Sie erneut, damit Fassung {new} gilt.</translation>
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
        <source>The verdict goes by the score of the whole image ({score}). These regions are too small to raise it to REVIEW ({limit}).</source>
        <translation>Das Urteil richtet sich nach dem Score des ganzen Bildes ({score}). Diese Bereiche sind zu klein, um ihn auf REVIEW zu heben ({limit}).</translation>
    </message>
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
        <source>{area} mm² · {width} × {height} mm</source>
        <translation>{area} mm² · {width} × {height} mm</translation>
    </message>
    <message>
        <source>in zone {name}</source>
        <translation>in Zone {name}</translation>
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
        <source>The file that the report is written to</source>
        <translation>Die Datei, in die der Bericht geschrieben wird</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write the report with the images ticked above</source>
        <translation>Den Bericht mit den oben angekreuzten Bildern schreiben</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>Trends of the project</source>
        <translation>Verlauf des Projekts</translation>
    </message>
    <message>
        <source>Shares and reasons of all lots of the project go in, too. CSV does not have them.</source>
        <translation>Anteile und Gründe aller Lose des Projekts kommen hinein. CSV hat sie nicht.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Logo: yes</source>
        <translation>Logo: ja</translation>
    </message>
    <message>
        <source>Logo: none</source>
        <translation>Logo: keines</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Wählen...</translation>
    </message>
    <message>
        <source>Choose a picture for the top of all reports of this project</source>
        <translation>Ein Bild für den Kopf aller Berichte dieses Projekts wählen</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>Ein Logo wählen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Have no logo in the reports of this project</source>
        <translation>Berichte dieses Projekts ohne Logo</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Das Logo entfernen</translation>
    </message>
    <message>
        <source>Include {verdict}</source>
        <translation>{verdict} aufnehmen</translation>
    </message>
    <message>
        <source>Images that stand at {verdict} go in</source>
        <translation>Bilder mit dem Urteil {verdict} kommen hinein</translation>
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
        <source>{pace} images/s</source>
        <translation>{pace} Bilder/s</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Show how shares, scores and reasons go over all runs, in place of the preview</source>
        <translation>Zeigt statt der Vorschau, wie Anteile, Werte und Gründe über alle Läufe verlaufen</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Prüfpfad</translation>
    </message>
    <message>
        <source>Show who did what in this project, when and why, in place of the preview</source>
        <translation>Zeigt statt der Vorschau, wer in diesem Projekt was wann und warum getan hat</translation>
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
        <source>Write over the report that is there</source>
        <translation>Den vorhandenen Bericht überschreiben</translation>
    </message>
    <message>
        <source>Keep the old one</source>
        <translation>Altes behalten</translation>
    </message>
    <message>
        <source>Write nothing</source>
        <translation>Nichts schreiben</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Images that go into the report</source>
        <translation>Bilder, die in den Bericht kommen</translation>
    </message>
    <message>
        <source>What the report will show, highest score first</source>
        <translation>Was der Bericht zeigen wird, höchster Wert zuerst</translation>
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
        <source>Click an image to see it; the arrow keys go on from there. Shift and Ctrl select several; the right button has a menu.</source>
        <translation>Ein Klick zeigt das Bild; die Pfeiltasten gehen von dort weiter. Mit Umschalt und Strg werden mehrere gewählt; die rechte Taste hat ein Menü.</translation>
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
        <source>Sorted by a column</source>
        <translation>Nach einer Spalte sortiert</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>One image on a line</source>
        <translation>Ein Bild je Zeile</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Large thumbnails side by side</source>
        <translation>Große Vorschaubilder nebeneinander</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>All columns; a click on a heading sorts</source>
        <translation>Alle Spalten; ein Klick auf eine Überschrift sortiert</translation>
    </message>
    <message>
        <source>{shown} of {total} images</source>
        <translation>{shown} von {total} Bildern</translation>
    </message>
    <message>
        <source>Measuring defects: {percent} %</source>
        <translation>Fehler werden vermessen: {percent} %</translation>
    </message>
</context>
<context>
    <name>ResultMenuController</name>
    <message>
        <source>Show in its folder</source>
        <translation>In seinem Ordner zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln path(s)</source>
        <translation>
            <numerusform>%Ln Pfad kopieren</numerusform>
            <numerusform>%Ln Pfade kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Save picture with heat…</source>
        <translation>Bild mit Wärme speichern…</translation>
    </message>
    <message numerus="yes">
        <source>Confirm %Ln image(s) as the machine judged them</source>
        <translation>
            <numerusform>%Ln Bild wie von der Maschine beurteilt bestätigen</numerusform>
            <numerusform>%Ln Bilder wie von der Maschine beurteilt bestätigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the picture with its heat</source>
        <translation>Das Bild mit seiner Wärme speichern</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Unchecked</source>
        <translation>Ungeprüft</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Overridden</source>
        <translation>Überstimmt</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Nobody has said anything yet</source>
        <translation>Noch hat niemand etwas gesagt</translation>
    </message>
    <message>
        <source>A person said the same as the machine</source>
        <translation>Ein Mensch hat dasselbe gesagt wie die Maschine</translation>
    </message>
    <message>
        <source>A person said something else</source>
        <translation>Ein Mensch hat etwas anderes gesagt</translation>
    </message>
    <message>
        <source>A person looked and could not tell</source>
        <translation>Ein Mensch hat nachgesehen und konnte es nicht sagen</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Defect</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Part type</source>
        <translation>Teiletyp</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>Geprüft am</translation>
    </message>
    <message>
        <source>The image file; a click sorts by its name</source>
        <translation>Die Bilddatei; ein Klick sortiert nach ihrem Namen</translation>
    </message>
    <message>
        <source>Deviation from the reference in sigma; a click sorts</source>
        <translation>Abweichung von der Referenz in Sigma; ein Klick sortiert</translation>
    </message>
    <message>
        <source>The verdict that counts; a click sorts</source>
        <translation>Das Urteil, das zählt; ein Klick sortiert</translation>
    </message>
    <message>
        <source>What a person said, as against the machine; a click sorts</source>
        <translation>Was ein Mensch gesagt hat, gegenüber der Maschine; ein Klick sortiert</translation>
    </message>
    <message>
        <source>The reason that the person gave</source>
        <translation>Der Grund, den der Mensch angegeben hat</translation>
    </message>
    <message>
        <source>Area of the largest region that reaches the review threshold, in percent of the image; a click sorts</source>
        <translation>Fläche des größten Bereichs, der die REVIEW-Schwelle erreicht, in Prozent des Bildes; ein Klick sortiert</translation>
    </message>
    <message>
        <source>Lot of the run; a click sorts</source>
        <translation>Los des Laufs; ein Klick sortiert</translation>
    </message>
    <message>
        <source>Serial of the part; the search finds it</source>
        <translation>Seriennummer des Teils; die Suche findet sie</translation>
    </message>
    <message>
        <source>Shift in which the image was inspected</source>
        <translation>Schicht, in der das Bild geprüft wurde</translation>
    </message>
    <message>
        <source>That a model of several part types took the image for; the search finds it</source>
        <translation>Für welchen ein Modell mehrerer Teiletypen das Bild hielt; die Suche findet ihn</translation>
    </message>
    <message>
        <source>Number of the run; a click sorts</source>
        <translation>Nummer des Laufs; ein Klick sortiert</translation>
    </message>
    <message>
        <source>When the image was inspected; a click sorts</source>
        <translation>Wann das Bild geprüft wurde; ein Klick sortiert</translation>
    </message>
    <message>
        <source>Highest score first</source>
        <translation>Höchste zuerst</translation>
    </message>
    <message>
        <source>Lowest score first</source>
        <translation>Niedrigste zuerst</translation>
    </message>
    <message>
        <source>NG first, then REVIEW</source>
        <translation>NG zuerst, dann REVIEW</translation>
    </message>
    <message>
        <source>By what people said</source>
        <translation>Nach Aussagen von Menschen</translation>
    </message>
    <message>
        <source>Largest defect first</source>
        <translation>Größter Fehler zuerst</translation>
    </message>
    <message>
        <source>As inspected</source>
        <translation>In Prüfreihenfolge</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Nach Dateinamen</translation>
    </message>
    <message>
        <source>By lot</source>
        <translation>Nach Los</translation>
    </message>
    <message>
        <source>By run</source>
        <translation>Nach Lauf</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>No image passes the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message>
        <source>Everything in this queue has been looked at.</source>
        <translation>Alles in dieser Durchsicht wurde angesehen.</translation>
    </message>
    <message>
        <source>Nothing that passes the filter is to be reviewed.</source>
        <translation>Von dem, was zum Filter passt, ist nichts durchzusehen.</translation>
    </message>
    <message>
        <source>There is nothing to review here.</source>
        <translation>Hier gibt es nichts durchzusehen.</translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>The next image is on its way; nothing was said.</source>
        <translation>Das nächste Bild ist unterwegs; es wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>Too soon: this image has only just appeared. Nothing was said.</source>
        <translation>Zu früh: Dieses Bild ist gerade erst erschienen. Es wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>No verdict was given. {why}</source>
        <translation>Es wurde kein Urteil gegeben. {why}</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Taken back: {name} is {word} again.</source>
        <translation>Zurückgenommen: {name} ist wieder {word}.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Done again: {name} is {word}.</source>
        <translation>Wiederholt: {name} ist {word}.</translation>
    </message>
</context>
<context>
    <name>ReviewStrip</name>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Review image after image: a key is a verdict, and the next image comes by itself (Q)</source>
        <translation>Bild für Bild durchsehen: Eine Taste ist ein Urteil, und das nächste Bild kommt von selbst (Q)</translation>
    </message>
    <message>
        <source>What the review goes through</source>
        <translation>Was die Durchsicht umfasst</translation>
    </message>
    <message>
        <source>What goes into the review queue</source>
        <translation>Was in die Durchsicht kommt</translation>
    </message>
    <message>
        <source>REVIEW, then NG</source>
        <translation>REVIEW, dann NG</translation>
    </message>
    <message>
        <source>REVIEW only</source>
        <translation>Nur REVIEW</translation>
    </message>
    <message>
        <source>NG only</source>
        <translation>Nur NG</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>First verdicts</source>
        <translation>Erste Urteile</translation>
    </message>
    <message>
        <source>Some OK ones</source>
        <translation>Einige OK-Bilder</translation>
    </message>
    <message>
        <source>How many images of the queue have been looked at</source>
        <translation>Wie viele Bilder der Durchsicht angesehen wurden</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
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
        <source>Choose a video</source>
        <translation>Ein Video wählen</translation>
    </message>
    <message>
        <source>Choose a video file</source>
        <translation>Eine Videodatei wählen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Score every image of the folder with the model</source>
        <translation>Jedes Bild des Ordners mit dem Modell bewerten</translation>
    </message>
    <message>
        <source>More folders, subfolders, patterns of file names, watching, the model</source>
        <translation>Weitere Ordner, Unterordner, Muster für Dateinamen, Warten auf neue Bilder, das Modell</translation>
    </message>
    <message>
        <source>the inspection</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Folder of images, or a video</source>
        <translation>Ordner mit Bildern oder ein Video</translation>
    </message>
    <message>
        <source>The folder whose images are inspected, or a video file; they are only read</source>
        <translation>Der Ordner, dessen Bilder geprüft werden, oder eine Videodatei; sie werden nur gelesen</translation>
    </message>
    <message>
        <source>The lot that the parts come from; stored with the run</source>
        <translation>Das Los, aus dem die Teile stammen; wird beim Lauf gespeichert</translation>
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
    <message>
        <source>Options ({count})</source>
        <translation>Optionen ({count})</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Inspect next</source>
        <translation>Danach prüfen</translation>
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
</context>
<context>
    <name>RunController</name>
    <message>
        <source>The inspection of {what} waits for the one that goes on, then begins by itself.</source>
        <translation>Die Prüfung von {what} wartet auf die laufende und beginnt dann von selbst.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Do not carry it out</source>
        <translation>Sie nicht ausführen</translation>
    </message>
    <message>
        <source>no images here</source>
        <translation>keine Bilder hier</translation>
    </message>
    <message>
        <source>{pace} images/s</source>
        <translation>{pace} Bilder/s</translation>
    </message>
    <message>
        <source>To the challenge</source>
        <translation>Zur Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Go to the Checks step</source>
        <translation>Zum Schritt Nachweise gehen</translation>
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
    <message>
        <source>Go on to the report of this run</source>
        <translation>Weiter zum Bericht über diesen Lauf</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the results of this run</source>
        <translation>Die Ergebnisse dieses Laufs zeigen</translation>
    </message>
    <message>
        <source>The inspection was cancelled before its first image.</source>
        <translation>Die Prüfung wurde vor dem ersten Bild abgebrochen.</translation>
    </message>
    <message numerus="yes">
        <source>The inspection was cancelled after %Ln image(s). What is done is stored.</source>
        <translation>
            <numerusform>Die Prüfung wurde nach %Ln Bild abgebrochen. Was fertig ist, ist gespeichert.</numerusform>
            <numerusform>Die Prüfung wurde nach %Ln Bildern abgebrochen. Was fertig ist, ist gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The inspection was cancelled. What is done is stored.</source>
        <translation>Die Prüfung wurde abgebrochen. Was fertig ist, ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>RunOptions</name>
    <message>
        <source>More folders of the same run</source>
        <translation>Weitere Ordner desselben Laufs</translation>
    </message>
    <message>
        <source>Inspected after the folder above, in the same run</source>
        <translation>Nach dem Ordner oben geprüft, im selben Lauf</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder to the run</source>
        <translation>Dem Lauf einen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Remove the folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Take the selected folder out of the run</source>
        <translation>Den gewählten Ordner aus dem Lauf nehmen</translation>
    </message>
    <message>
        <source>Subfolders, too</source>
        <translation>Auch Unterordner</translation>
    </message>
    <message>
        <source>Also inspect images in folders inside the folders</source>
        <translation>Auch Bilder in Ordnern innerhalb der Ordner prüfen</translation>
    </message>
    <message>
        <source>Only what changed</source>
        <translation>Nur Verändertes</translation>
    </message>
    <message>
        <source>Images whose path and bytes this model has scored before keep that score; only new and changed ones are scored</source>
        <translation>Bilder, deren Pfad und Bytes dieses Modell schon bewertet hat, behalten diesen Wert; nur neue und veränderte werden bewertet</translation>
    </message>
    <message>
        <source>Watch for new images</source>
        <translation>Auf neue Bilder warten</translation>
    </message>
    <message>
        <source>Go on with images as they arrive, each once it is copied completely, until you press Finish</source>
        <translation>Mit Bildern weitermachen, wie sie kommen, jedes sobald es ganz kopiert ist, bis Sie Beenden drücken</translation>
    </message>
    <message>
        <source>Frames of a video</source>
        <translation>Einzelbilder eines Videos</translation>
    </message>
    <message>
        <source>The images of each folder are the frames of one video, in the order of their names: each event in it becomes one row</source>
        <translation>Die Bilder jedes Ordners sind die Einzelbilder eines Videos, in der Reihenfolge ihrer Namen: Jedes Ereignis darin wird eine Zeile</translation>
    </message>
    <message>
        <source>Frames/s</source>
        <translation>Bilder/s</translation>
    </message>
    <message>
        <source>Of a video: how many frames are scored for each second of it. Of images that are frames: how many there are for each second</source>
        <translation>Bei einem Video: wie viele Einzelbilder je Sekunde bewertet werden. Bei Bildern, die Einzelbilder sind: wie viele es je Sekunde sind</translation>
    </message>
    <message>
        <source>all images, or e.g. *.png, left/*</source>
        <translation>alle, oder z. B. *.png</translation>
    </message>
    <message>
        <source>Take only files that fit one of these patterns; * is any text, ? one letter</source>
        <translation>Nur Dateien nehmen, die zu einem dieser Muster passen; * ist beliebiger Text, ? ein Zeichen</translation>
    </message>
    <message>
        <source>none, or e.g. *_dark.*</source>
        <translation>keine, oder z. B. *_dunkel.*</translation>
    </message>
    <message>
        <source>Leave out files that fit one of these patterns</source>
        <translation>Dateien auslassen, die zu einem dieser Muster passen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that scores; the one in force comes first</source>
        <translation>Das Modell, das bewertet; das geltende steht zuerst</translation>
    </message>
    <message>
        <source>{model}, {state}</source>
        <translation>{model}, {state}</translation>
    </message>
    <message>
        <source>Only files</source>
        <translation>Nur Dateien</translation>
    </message>
    <message>
        <source>Not files</source>
        <translation>Keine Dateien</translation>
    </message>
    <message>
        <source>More folders</source>
        <translation>Weitere Ordner</translation>
    </message>
    <message>
        <source>Model {number}, {detector}, {backbone}</source>
        <translation>Modell {number}, {detector}, {backbone}</translation>
    </message>
</context>
<context>
    <name>RunTools</name>
    <message>
        <source>New inspection</source>
        <translation>Neue Prüfung</translation>
    </message>
    <message>
        <source>Choose another folder, lot or operator, or inspect the same folder again</source>
        <translation>Einen anderen Ordner, ein anderes Los oder einen anderen Bediener wählen, oder denselben Ordner noch einmal prüfen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the next image, with the model that the run began with</source>
        <translation>Mit dem nächsten Bild weitermachen, mit dem Modell, mit dem der Lauf begann</translation>
    </message>
    <message>
        <source>Compare this run</source>
        <translation>Diesen Lauf vergleichen</translation>
    </message>
    <message>
        <source>Compare the scores of this run with those of another run or model</source>
        <translation>Die Werte dieses Laufs mit denen eines anderen Laufs oder Modells vergleichen</translation>
    </message>
    <message>
        <source>Delete this run</source>
        <translation>Diesen Lauf löschen</translation>
    </message>
    <message>
        <source>Take this run out of the lists; its verdicts stay in the audit trail</source>
        <translation>Diesen Lauf aus den Listen nehmen; seine Urteile bleiben im Prüfpfad</translation>
    </message>
    <message>
        <source>model {number}</source>
        <translation>Modell {number}</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>Los {lot}</translation>
    </message>
    <message>
        <source>Not looked at: {what}.</source>
        <translation>Nicht angesehen: {what}.</translation>
    </message>
</context>
<context>
    <name>SampleList</name>
    <message>
        <source>Known samples</source>
        <translation>Bekannte Muster</translation>
    </message>
    <message>
        <source>Parts of which it is known what they are</source>
        <translation>Teile, von denen bekannt ist, was sie sind</translation>
    </message>
    <message>
        <source>A challenge needs at least one image of a good part and one of a bad part. They are copied into the project.</source>
        <translation>Eine Wirksamkeitsprüfung braucht mindestens ein Bild eines guten und eines eines schlechten Teils. Sie werden ins Projekt kopiert.</translation>
    </message>
    <message>
        <source>Add OK samples…</source>
        <translation>OK-Muster hinzufügen…</translation>
    </message>
    <message>
        <source>Choose images of parts that are good</source>
        <translation>Bilder von guten Teilen wählen</translation>
    </message>
    <message>
        <source>Add NG samples…</source>
        <translation>NG-Muster hinzufügen…</translation>
    </message>
    <message>
        <source>Choose images of parts with a defect that has to be found</source>
        <translation>Bilder von Teilen mit einem Fehler wählen, der gefunden werden muss</translation>
    </message>
    <message>
        <source>Take out…</source>
        <translation>Herausnehmen…</translation>
    </message>
    <message>
        <source>Take the selected sample out of the set, after a question</source>
        <translation>Das gewählte Muster nach einer Rückfrage herausnehmen</translation>
    </message>
    <message>
        <source>Why it is taken out</source>
        <translation>Warum es herausgenommen wird</translation>
    </message>
    <message>
        <source>Why the sample is taken out</source>
        <translation>Warum das Muster herausgenommen wird</translation>
    </message>
    <message>
        <source>Kept in the audit trail; it has to be given</source>
        <translation>Steht im Prüfpfad; muss angegeben werden</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>The next challenge goes without this sample; earlier results stay</source>
        <translation>Die nächste Wirksamkeitsprüfung geht ohne dieses Muster; frühere Ergebnisse bleiben</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Sample {number}, expected {verdict}</source>
        <translation>Muster {number}, erwartet {verdict}</translation>
    </message>
</context>
<context>
    <name>Scatter</name>
    <message>
        <source>Scores of both runs</source>
        <translation>Werte beider Läufe</translation>
    </message>
    <message>
        <source>Each point is an image: its score in run A along, in run B up. Click one to see it; turn the wheel to zoom, drag to move, double-click to see all</source>
        <translation>Jeder Punkt ist ein Bild: nach rechts sein Wert in Lauf A, nach oben in Lauf B. Anklicken zeigt es; das Mausrad zoomt, Ziehen verschiebt, Doppelklick zeigt alles</translation>
    </message>
    <message>
        <source>{side}: run {run}, model {model}; score, σ</source>
        <translation>{side}: Lauf {run}, Modell {model}; Wert, σ</translation>
    </message>
</context>
<context>
    <name>SelfCheck</name>
    <message>
        <source>The reference of {name} itself scores {score}: {verdict}.</source>
        <translation>Die Referenz von {name} selbst erreicht {score}: {verdict}.</translation>
    </message>
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
        <source>Self-check of model {number}</source>
        <translation>Selbstprüfung von Modell {number}</translation>
    </message>
    <message>
        <source>The thresholds rest on: {basis}. Adjust them in the Inspect step.</source>
        <translation>Die Schwellen beruhen auf: {basis}. Passen Sie sie im Schritt Prüfen an.</translation>
    </message>
</context>
<context>
    <name>Service</name>
    <message>
        <source>A brush must be wider than nothing, and not than the image.</source>
        <translation>Ein Pinsel muss breiter als nichts und nicht breiter als das Bild sein.</translation>
    </message>
    <message>
        <source>A deletion needs a reason.</source>
        <translation>Ein Löschen braucht einen Grund.</translation>
    </message>
    <message>
        <source>A part that is straightened has no ignore regions.</source>
        <translation>Ein Teil, das gerade gerichtet wird, hat keine ignorierten Bereiche.</translation>
    </message>
    <message>
        <source>A report cannot lie among the project&apos;s own files.</source>
        <translation>Ein Bericht kann nicht bei den eigenen Dateien des Projekts liegen.</translation>
    </message>
    <message>
        <source>A run cannot be compared with itself.</source>
        <translation>Ein Lauf lässt sich nicht mit sich selbst vergleichen.</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or copy it to a folder of your own.</source>
        <translation>Bitten Sie um das Leserecht, oder kopieren Sie es in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <translation>Brechen Sie ihn zuerst ab.</translation>
    </message>
    <message>
        <source>Cannot be used here: its text tower comes from another library.</source>
        <translation>Hier nicht verwendbar: Der Textteil stammt aus einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>Change what is included or excluded.</source>
        <translation>Ändern Sie, was ein- oder ausgeschlossen ist.</translation>
    </message>
    <message>
        <source>Check that it exists and that you may read it.</source>
        <translation>Prüfen Sie, ob es da ist und ob Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read this folder.</source>
        <translation>Prüfen Sie, ob die Datei da ist und ob Sie diesen Ordner lesen dürfen.</translation>
    </message>
    <message>
        <source>Check that you may read it and that the drive is connected.</source>
        <translation>Prüfen Sie, ob Sie ihn lesen dürfen und ob das Laufwerk verbunden ist.</translation>
    </message>
    <message>
        <source>Check that you may write in this folder and that the drive is not write-protected.</source>
        <translation>Prüfen Sie, ob Sie in diesem Ordner schreiben dürfen und ob das Laufwerk nicht schreibgeschützt ist.</translation>
    </message>
    <message>
        <source>Check that you may write in this folder and that the drive is there.</source>
        <translation>Prüfen Sie, ob Sie in diesem Ordner schreiben dürfen und ob das Laufwerk da ist.</translation>
    </message>
    <message>
        <source>Check the drive or the network connection.</source>
        <translation>Prüfen Sie das Laufwerk oder die Netzverbindung.</translation>
    </message>
    <message>
        <source>Check the drive, or copy the image to this computer.</source>
        <translation>Prüfen Sie das Laufwerk, oder kopieren Sie das Bild auf diesen Rechner.</translation>
    </message>
    <message>
        <source>Check the name, or put the file back.</source>
        <translation>Prüfen Sie den Namen, oder legen Sie die Datei zurück.</translation>
    </message>
    <message>
        <source>Check the path, and that the drive is connected.</source>
        <translation>Prüfen Sie den Pfad und ob das Laufwerk verbunden ist.</translation>
    </message>
    <message>
        <source>Checking that the weights load</source>
        <translation>Es wird geprüft, ob die Gewichte laden</translation>
    </message>
    <message>
        <source>Checking the model on the reference</source>
        <translation>Das Modell wird an der Referenz geprüft</translation>
    </message>
    <message>
        <source>Choose a file in it.</source>
        <translation>Wählen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to (--workspace, or the variable AD_STUDIO_WORKSPACE).</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen (--workspace oder die Variable AD_STUDIO_WORKSPACE).</translation>
    </message>
    <message>
        <source>Choose a folder with images in it.</source>
        <translation>Wählen Sie einen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Choose a model such as timm/vit_small_patch14_dinov2.</source>
        <translation>Wählen Sie ein Modell wie timm/vit_small_patch14_dinov2.</translation>
    </message>
    <message>
        <source>Choose an existing file.</source>
        <translation>Wählen Sie eine vorhandene Datei.</translation>
    </message>
    <message>
        <source>Choose an image file.</source>
        <translation>Wählen Sie eine Bilddatei.</translation>
    </message>
    <message>
        <source>Choose another backbone, or the detector memory.</source>
        <translation>Wählen Sie einen anderen Backbone oder das Verfahren memory.</translation>
    </message>
    <message>
        <source>Choose another backbone.</source>
        <translation>Wählen Sie einen anderen Backbone.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation>Wählen Sie einen anderen Lauf.</translation>
    </message>
    <message>
        <source>Choose one of the project&apos;s runs.</source>
        <translation>Wählen Sie einen Lauf des Projekts.</translation>
    </message>
    <message>
        <source>Choose the file that belongs to this model.</source>
        <translation>Wählen Sie die Datei, die zu diesem Modell gehört.</translation>
    </message>
    <message>
        <source>Choose the folder it lies in.</source>
        <translation>Wählen Sie den Ordner, in dem sie liegt.</translation>
    </message>
    <message>
        <source>Choose the folder of a project.</source>
        <translation>Wählen Sie den Ordner eines Projekts.</translation>
    </message>
    <message>
        <source>Close every program that uses it and try again.</source>
        <translation>Schließen Sie jedes Programm, das es verwendet, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close it there first.</source>
        <translation>Schließen Sie es dort zuerst.</translation>
    </message>
    <message>
        <source>Close other programs, or save the image in a smaller size.</source>
        <translation>Schließen Sie andere Programme, oder speichern Sie das Bild kleiner.</translation>
    </message>
    <message>
        <source>Close programs that may be using it (backup, synchronisation) and try again.</source>
        <translation>Schließen Sie Programme, die es verwenden könnten (Sicherung, Abgleich), und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Connect to the internet and download this backbone, or choose another one.</source>
        <translation>Verbinden Sie sich mit dem Internet und laden Sie diesen Backbone, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Copy it again from the camera or take the picture again.</source>
        <translation>Kopieren Sie es erneut von der Kamera, oder nehmen Sie das Bild neu auf.</translation>
    </message>
    <message>
        <source>Create one first.</source>
        <translation>Legen Sie zuerst eines an.</translation>
    </message>
    <message>
        <source>Download or import them again.</source>
        <translation>Laden oder importieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>Download the weights again, or choose another file.</source>
        <translation>Laden Sie die Gewichte erneut, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Download the weights again, or choose the file that belongs to this backbone.</source>
        <translation>Laden Sie die Gewichte erneut, oder wählen Sie die Datei, die zu diesem Backbone gehört.</translation>
    </message>
    <message>
        <source>Download this backbone or import its file first.</source>
        <translation>Laden Sie zuerst diesen Backbone, oder importieren Sie seine Datei.</translation>
    </message>
    <message>
        <source>Filling the memory</source>
        <translation>Das Gedächtnis wird gefüllt</translation>
    </message>
    <message>
        <source>Free some space and try again; what was stored before is kept.</source>
        <translation>Schaffen Sie Platz und versuchen Sie es erneut; was vorher gespeichert war, bleibt.</translation>
    </message>
    <message>
        <source>Another program is installing {id} now.</source>
        <translation>Ein anderes Programm installiert {id} gerade.</translation>
    </message>
    <message>
        <source>A model is put in force by somebody: the name is missing.</source>
        <translation>Ein Modell setzt jemand in Kraft: Der Name fehlt.</translation>
    </message>
    <message>
        <source>An image that could not be scored gets no verdict: {error}</source>
        <translation>Ein Bild, das nicht bewertet werden konnte, bekommt kein Urteil: {error}</translation>
    </message>
    <message>
        <source>Check the connection. Or fetch {url} on another computer and import the file.</source>
        <translation>Prüfen Sie die Verbindung. Oder laden Sie {url} auf einem anderen Rechner und importieren Sie die Datei.</translation>
    </message>
    <message>
        <source>Choose a folder with images in it. Images in its subfolders are not looked at.</source>
        <translation>Wählen Sie einen Ordner, in dem Bilder sind. Bilder in Unterordnern werden nicht angesehen.</translation>
    </message>
    <message>
        <source>Choose a multiple of {stride} pixels.</source>
        <translation>Wählen Sie ein Vielfaches von {stride} Pixeln.</translation>
    </message>
    <message>
        <source>Choose another folder, for example {folder}.</source>
        <translation>Wählen Sie einen anderen Ordner, zum Beispiel {folder}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
        <source>Choose one that ends in {suffixes}.</source>
        <translation>Wählen Sie eine, die auf {suffixes} endet.</translation>
    </message>
    <message>
        <source>Confirm some inspected parts as OK first.</source>
        <translation>Bestätigen Sie zuerst einige geprüfte Teile als OK.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopiere</translation>
    </message>
    <message>
        <source>Copying the confirmed parts into the project</source>
        <translation>Die bestätigten Teile werden in das Projekt kopiert</translation>
    </message>
    <message>
        <source>Could not {doing}: {reason}.</source>
        <translation>Nicht gelungen ({doing}): {reason}.</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Lade herunter</translation>
    </message>
    <message>
        <source>Free some space or write it to another drive.</source>
        <translation>Schaffen Sie Platz oder schreiben Sie ihn auf ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>From {origin}.</source>
        <translation>Aus {origin}.</translation>
    </message>
    <message>
        <source>Gathering results</source>
        <translation>Ergebnisse werden gesammelt</translation>
    </message>
    <message>
        <source>Give more images a verdict by hand first.</source>
        <translation>Beurteilen Sie zuerst mehr Bilder von Hand.</translation>
    </message>
    <message>
        <source>Give one with --weights FILE.</source>
        <translation>Geben Sie eine mit --weights DATEI an.</translation>
    </message>
    <message>
        <source>Give the project a name.</source>
        <translation>Geben Sie dem Projekt einen Namen.</translation>
    </message>
    <message>
        <source>Good parts to learn from: {count}; at least {least} needed.</source>
        <translation>Gute Teile zum Lernen: {count}; mindestens {least} sind nötig.</translation>
    </message>
    <message>
        <source>If it is open in another program (Excel, a browser), close it there; or choose a folder that you may write to.</source>
        <translation>Ist er in einem anderen Programm offen (Excel, Browser), schließen Sie ihn dort; oder wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Ignore regions are drawn on it: set one image of a good part as reference.</source>
        <translation>Ignorierte Bereiche werden darauf gezeichnet: Setzen Sie ein Bild eines guten Teils als Referenz.</translation>
    </message>
    <message>
        <source>Images of run {run} without a verdict: {count}; at least {least} needed.</source>
        <translation>Bilder ohne Urteil in Lauf {run}: {count}; mindestens {least} sind nötig.</translation>
    </message>
    <message>
        <source>Import a file instead.</source>
        <translation>Importieren Sie stattdessen eine Datei.</translation>
    </message>
    <message>
        <source>Inspect a folder of images first.</source>
        <translation>Prüfen Sie zuerst einen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Inspect it again once it can be read.</source>
        <translation>Prüfen Sie es erneut, sobald es sich lesen lässt.</translation>
    </message>
    <message>
        <source>Inspect the folder again.</source>
        <translation>Prüfen Sie den Ordner erneut.</translation>
    </message>
    <message>
        <source>Inspect the folder again; unchanged images can be taken over.</source>
        <translation>Prüfen Sie den Ordner erneut; unveränderte Bilder können übernommen werden.</translation>
    </message>
    <message>
        <source>Inspect the image again.</source>
        <translation>Prüfen Sie das Bild erneut.</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>Es wird geprüft</translation>
    </message>
    <message>
        <source>Install ad_studio again.</source>
        <translation>Installieren Sie ad_studio neu.</translation>
    </message>
    <message>
        <source>Install it with pip, or choose another backbone.</source>
        <translation>Installieren Sie es mit pip, oder wählen Sie einen anderen Backbone.</translation>
    </message>
    <message>
        <source>Install the program again.</source>
        <translation>Installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Install those weights again, or train the project again.</source>
        <translation>Installieren Sie jene Gewichte wieder, oder trainieren Sie das Projekt neu.</translation>
    </message>
    <message>
        <source>It stays in the audit trail.</source>
        <translation>Er bleibt im Prüfpfad.</translation>
    </message>
    <message>
        <source>Its text tower comes from another library and cannot be used here.</source>
        <translation>Der Textteil stammt aus einer anderen Bibliothek und ist hier nicht verwendbar.</translation>
    </message>
    <message>
        <source>Learning the prompts</source>
        <translation>Die Prompts werden gelernt</translation>
    </message>
    <message>
        <source>Leave enough of it to be inspected.</source>
        <translation>Lassen Sie genug davon zum Prüfen übrig.</translation>
    </message>
    <message>
        <source>Leave the input size to the backbone.</source>
        <translation>Überlassen Sie die Eingabegröße dem Backbone.</translation>
    </message>
    <message>
        <source>Leaving each confirmed part out in turn</source>
        <translation>Jedes bestätigte Teil wird der Reihe nach ausgelassen</translation>
    </message>
    <message>
        <source>Loading the backbone</source>
        <translation>Der Backbone wird geladen</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>Looking at the confirmed parts</source>
        <translation>Die bestätigten Teile werden angesehen</translation>
    </message>
    <message>
        <source>Looking at the reference</source>
        <translation>Die Referenz wird angesehen</translation>
    </message>
    <message>
        <source>Looking for the weights</source>
        <translation>Die Gewichte werden gesucht</translation>
    </message>
    <message>
        <source>Make them smaller, and train again.</source>
        <translation>Machen Sie sie kleiner, und trainieren Sie neu.</translation>
    </message>
    <message>
        <source>Measuring defects</source>
        <translation>Fehler werden vermessen</translation>
    </message>
    <message>
        <source>Measuring the reference&apos;s own spread</source>
        <translation>Die eigene Streuung der Referenz wird gemessen</translation>
    </message>
    <message>
        <source>Memory alone</source>
        <translation>Nur Gedächtnis</translation>
    </message>
    <message>
        <source>Model {model} is in force already.</source>
        <translation>Modell {model} gilt bereits.</translation>
    </message>
    <message>
        <source>Model {number}: judging verified images</source>
        <translation>Modell {number}: Beurteilte Bilder werden bewertet</translation>
    </message>
    <message>
        <source>Models already trained stay as they are; train again to use the new image.</source>
        <translation>Schon trainierte Modelle bleiben, wie sie sind; trainieren Sie neu, um das neue Bild zu verwenden.</translation>
    </message>
    <message>
        <source>Models: {known}.</source>
        <translation>Modelle: {known}.</translation>
    </message>
    <message>
        <source>Move the image to a folder with a shorter path.</source>
        <translation>Legen Sie das Bild in einen Ordner mit kürzerem Pfad.</translation>
    </message>
    <message>
        <source>Name at least one.</source>
        <translation>Nennen Sie mindestens einen.</translation>
    </message>
    <message>
        <source>Needs the package transformers.</source>
        <translation>Braucht das Paket transformers.</translation>
    </message>
    <message>
        <source>No CUDA GPU can be used here. Use auto or cpu.</source>
        <translation>Hier ist keine CUDA-GPU verwendbar. Wählen Sie auto oder cpu.</translation>
    </message>
    <message>
        <source>No images in this folder (looked for {suffixes}).</source>
        <translation>Keine Bilder in diesem Ordner (gesucht: {suffixes}).</translation>
    </message>
    <message>
        <source>No thresholds for {kind}: {missing}.</source>
        <translation>Keine Schwellen für {kind}: {missing}.</translation>
    </message>
    <message>
        <source>Projects here: {known}.</source>
        <translation>Projekte hier: {known}.</translation>
    </message>
    <message>
        <source>Put it back from a backup, or set the reference image again.</source>
        <translation>Spielen Sie sie aus einer Sicherung zurück oder setzen Sie das Referenzbild neu.</translation>
    </message>
    <message>
        <source>Run {run} is still running.</source>
        <translation>Lauf {run} läuft noch.</translation>
    </message>
    <message>
        <source>Run {run} is {status}, so it cannot be resumed.</source>
        <translation>Lauf {run} ist {status} und lässt sich darum nicht fortsetzen.</translation>
    </message>
    <message>
        <source>Run {run} was deleted before.</source>
        <translation>Lauf {run} wurde schon gelöscht.</translation>
    </message>
    <message>
        <source>Run {run} was deleted.</source>
        <translation>Lauf {run} wurde gelöscht.</translation>
    </message>
    <message>
        <source>Save it as 8-bit or 16-bit PNG, TIFF or BMP, or as JPEG.</source>
        <translation>Speichern Sie es als PNG, TIFF oder BMP mit 8 oder 16 Bit oder als JPEG.</translation>
    </message>
    <message>
        <source>Save it with 8 bits per channel, in a smaller size, or cut out the part.</source>
        <translation>Speichern Sie es mit 8 Bit je Kanal, in kleinerer Größe, oder schneiden Sie das Teil aus.</translation>
    </message>
    <message>
        <source>Save one image per file.</source>
        <translation>Speichern Sie ein Bild je Datei.</translation>
    </message>
    <message>
        <source>Say which it is, for instance --backbone {backbone}/{tag}.</source>
        <translation>Sagen Sie, welcher es ist, zum Beispiel --backbone {backbone}/{tag}.</translation>
    </message>
    <message>
        <source>Say who decides it.</source>
        <translation>Sagen Sie, wer das entscheidet.</translation>
    </message>
    <message>
        <source>Set a better image, or train on this one explicitly.</source>
        <translation>Legen Sie ein besseres Bild fest, oder trainieren Sie ausdrücklich mit diesem.</translation>
    </message>
    <message>
        <source>Several projects are called &quot;{name}&quot;.</source>
        <translation>Mehrere Projekte heißen „{name}“.</translation>
    </message>
    <message>
        <source>The backbone {name} needs a weights file.</source>
        <translation>Der Backbone {name} braucht eine Gewichtsdatei.</translation>
    </message>
    <message>
        <source>The brightest value of this image is {most} of {white}: it seems to hold {bits} bits in a {container}-bit file that does not say so, and only {levels} grey levels would be left.</source>
        <translation>Der hellste Wert dieses Bildes ist {most} von {white}: Es enthält wohl {bits} Bit in einer {container}-Bit-Datei, die das nicht angibt, und nur {levels} Graustufen blieben übrig.</translation>
    </message>
    <message>
        <source>The download of {id} broke off after {done} of {total} bytes.</source>
        <translation>Das Herunterladen von {id} brach nach {done} von {total} Bytes ab.</translation>
    </message>
    <message>
        <source>The download of {id} is not the published file: its SHA-256 differs.</source>
        <translation>Das Heruntergeladene von {id} ist nicht die veröffentlichte Datei: Ihr SHA-256 weicht ab.</translation>
    </message>
    <message>
        <source>The file cannot be read any more.</source>
        <translation>Die Datei kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>The file fits {fitting} alike.</source>
        <translation>Die Datei passt gleichermaßen zu {fitting}.</translation>
    </message>
    <message>
        <source>The file has {count} images in it, pages or frames.</source>
        <translation>Die Datei enthält {count} Bilder, als Seiten oder Einzelbilder.</translation>
    </message>
    <message>
        <source>The file is damaged, or it is not a plain weights file of {model_name}.</source>
        <translation>Die Datei ist beschädigt oder keine einfache Gewichtsdatei von {model_name}.</translation>
    </message>
    <message>
        <source>The file is damaged, or it is not a plain weights file of {model}.</source>
        <translation>Die Datei ist beschädigt oder keine einfache Gewichtsdatei von {model}.</translation>
    </message>
    <message>
        <source>The file is larger than {most} GiB.</source>
        <translation>Die Datei ist größer als {most} GiB.</translation>
    </message>
    <message>
        <source>The file was changed since it was inspected.</source>
        <translation>Die Datei wurde seit der Prüfung geändert.</translation>
    </message>
    <message>
        <source>The file was changed since it was taken into the project.</source>
        <translation>Die Datei wurde verändert, seit sie ins Projekt übernommen wurde.</translation>
    </message>
    <message>
        <source>The folder cannot be listed ({reason}).</source>
        <translation>Der Ordner kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The ignore regions cover more than {most:.0%} of the image.</source>
        <translation>Die ignorierten Bereiche decken mehr als {most:.0%} des Bilds.</translation>
    </message>
    <message>
        <source>The image cannot be read ({reason}).</source>
        <translation>Das Bild kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The image has only {levels} grey levels: was its depth lost?</source>
        <translation>Das Bild hat nur {levels} Graustufen: Ging seine Bittiefe verloren?</translation>
    </message>
    <message>
        <source>The image is damaged or incomplete ({reason}).</source>
        <translation>Das Bild ist beschädigt oder unvollständig ({reason}).</translation>
    </message>
    <message>
        <source>The image is of another shape than the reference.</source>
        <translation>Das Bild hat ein anderes Seitenverhältnis als das Referenzbild.</translation>
    </message>
    <message>
        <source>The image is much less sharp than the reference: check the focus.</source>
        <translation>Das Bild ist viel unschärfer als die Referenz: Prüfen Sie den Fokus.</translation>
    </message>
    <message>
        <source>A defect of {smallest:g} px is larger than the image of {width} x {height} pixels.</source>
        <translation>Ein Fehler von {smallest:g} px ist größer als das Bild von {width} x {height} Pixeln.</translation>
    </message>
    <message>
        <source>A killed program left changes that cannot be read where none can write.</source>
        <translation>Ein abgebrochenes Programm hat Änderungen hinterlassen, die nicht gelesen werden können, wo nichts geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Check that you may read this folder and the drive is there</source>
        <translation>Prüfen Sie, ob Sie diesen Ordner lesen dürfen und das Laufwerk da ist</translation>
    </message>
    <message>
        <source>Check that you may write there, then train again.</source>
        <translation>Prüfen Sie, ob Sie dort schreiben dürfen, und trainieren Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Check that you may write there.</source>
        <translation>Prüfen Sie, ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>Import that file: ad-studio backbones --import {id} FILE.</source>
        <translation>Importieren Sie diese Datei: ad-studio backbones --import {id} DATEI.</translation>
    </message>
    <message>
        <source>Model {model} cannot be read ({error}).</source>
        <translation>Modell {model} kann nicht gelesen werden ({error}).</translation>
    </message>
    <message>
        <source>Only the first {most} images have pictures, those with the worst verdicts and the highest scores.</source>
        <translation>Nur die ersten {most} Bilder sind abgebildet: die mit den schlechtesten Urteilen und den höchsten Werten.</translation>
    </message>
    <message>
        <source>Open the project once where it can be written, with free space.</source>
        <translation>Öffnen Sie das Projekt einmal dort, wo geschrieben werden kann und Platz frei ist.</translation>
    </message>
    <message>
        <source>Pages to print and to sign, with pictures</source>
        <translation>Seiten zum Drucken und Unterschreiben, mit Bildern</translation>
    </message>
    <message>
        <source>Put it back from a backup</source>
        <translation>Spielen Sie sie aus einer Sicherung zurück</translation>
    </message>
    <message>
        <source>Run {run} stays unfinished. Connect the drive, or put back the images that the run lacks. If they were inspected in another run, delete run {run}.</source>
        <translation>Lauf {run} bleibt unvollendet. Schließen Sie das Laufwerk an oder legen Sie die Bilder zurück, die dem Lauf fehlen. Wurden sie in einem anderen Lauf geprüft, löschen Sie Lauf {run}.</translation>
    </message>
    <message>
        <source>State a smaller defect.</source>
        <translation>Geben Sie einen kleineren Fehler an.</translation>
    </message>
    <message>
        <source>The brightest value of this image is {most:g}, and the {given} bits that were given for these images end at {top}.</source>
        <translation>Der hellste Wert dieses Bilds ist {most:g}, und die {given} Bit, die für diese Bilder angegeben wurden, enden bei {top}.</translation>
    </message>
    <message>
        <source>The file declares {declared} bits, and {given} bits were given for these images.</source>
        <translation>Die Datei gibt {declared} Bit an, und für diese Bilder wurden {given} Bit angegeben.</translation>
    </message>
    <message>
        <source>The image is much sharper or noisier than the reference.</source>
        <translation>Das Bild ist viel schärfer oder verrauschter als die Referenz.</translation>
    </message>
    <message>
        <source>The image is much {how} than the reference (mean grey value {found:.0f}, not {wanted:.0f}).</source>
        <translation>Das Bild ist viel {how} als die Referenz (mittlerer Grauwert {found:.0f}, nicht {wanted:.0f}).</translation>
    </message>
    <message>
        <source>The image is only {width} x {height} pixels.</source>
        <translation>Das Bild hat nur {width} x {height} Pixel.</translation>
    </message>
    <message>
        <source>The image is small ({width} x {height} pixels): fine defects may not be seen. At least {least} pixels on the shorter side are better.</source>
        <translation>Das Bild ist klein ({width} x {height} Pixel): Feine Fehler werden vielleicht nicht gesehen. Besser sind mindestens {least} Pixel auf der kürzeren Seite.</translation>
    </message>
    <message>
        <source>The image is too large: {width} x {height} pixels of {each} bytes, at most {most} MiB.</source>
        <translation>Das Bild ist zu groß: {width} x {height} Pixel zu {each} Byte, höchstens {most} MiB.</translation>
    </message>
    <message>
        <source>The image is too large: {width} x {height} pixels, at most {most} megapixels.</source>
        <translation>Das Bild ist zu groß: {width} x {height} Pixel, höchstens {most} Megapixel.</translation>
    </message>
    <message>
        <source>The input size {side} does not suit this backbone.</source>
        <translation>Die Eingabegröße {side} passt nicht zu diesem Backbone.</translation>
    </message>
    <message>
        <source>The input size {width} does not suit this backbone.</source>
        <translation>Die Eingabegröße {width} passt nicht zu diesem Backbone.</translation>
    </message>
    <message>
        <source>The largest region that reaches NG has {found:g} mm². NG only from {mm2:g} mm².</source>
        <translation>Der größte Bereich, der NG erreicht, hat {found:g} mm². NG erst ab {mm2:g} mm².</translation>
    </message>
    <message>
        <source>The model cannot be written ({error}).</source>
        <translation>Das Modell kann nicht geschrieben werden ({error}).</translation>
    </message>
    <message>
        <source>The model was made by an older ad_studio, and would be scored otherwise now.</source>
        <translation>Das Modell stammt aus einem älteren ad_studio und würde jetzt anders bewerten.</translation>
    </message>
    <message>
        <source>The model was trained on a weights file of {id} that nobody gave on this computer (SHA-256 {sha256}).</source>
        <translation>Das Modell wurde mit einer Gewichtsdatei von {id} trainiert, die auf diesem Rechner niemand angegeben hat (SHA-256 {sha256}).</translation>
    </message>
    <message>
        <source>The model was trained on other weights of {backbone} than are installed now.</source>
        <translation>Das Modell wurde mit anderen Gewichten von {backbone} trainiert, als jetzt installiert sind.</translation>
    </message>
    <message>
        <source>The part cannot be straightened: no part was found on a plain ground, or the backbone {name} takes one size of image only.</source>
        <translation>Das Teil kann nicht gerade gerichtet werden: Auf ruhigem Grund wurde kein Teil gefunden, oder das Backbone {name} nimmt nur eine Bildgröße.</translation>
    </message>
    <message>
        <source>The project is open in another program: {holder}.</source>
        <translation>Das Projekt ist in einem anderen Programm offen: {holder}.</translation>
    </message>
    <message>
        <source>The reference image would mislead. {found}</source>
        <translation>Das Referenzbild würde in die Irre führen. {found}</translation>
    </message>
    <message>
        <source>The report cannot be written: its folder is a file.</source>
        <translation>Der Bericht kann nicht geschrieben werden: Sein Ordner ist eine Datei.</translation>
    </message>
    <message>
        <source>The report cannot be written: permission denied.</source>
        <translation>Der Bericht kann nicht geschrieben werden: Zugriff verweigert.</translation>
    </message>
    <message>
        <source>The report cannot be written: the disk is full.</source>
        <translation>Der Bericht kann nicht geschrieben werden: Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The report cannot be written: {reason}.</source>
        <translation>Der Bericht kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>The review threshold ({review:g}) must be above 0 and not above the NG threshold ({ng:g}).</source>
        <translation>Die REVIEW-Schwelle ({review:g}) muss über 0 und darf nicht über der NG-Schwelle ({ng:g}) liegen.</translation>
    </message>
    <message>
        <source>The run has only {found} different parts {what} whose files are unchanged; {count} are wanted.</source>
        <translation>Der Lauf hat nur {found} verschiedene Teile, {what}, mit unveränderter Datei; gewünscht sind {count}.</translation>
    </message>
    <message>
        <source>The same image was confirmed as different things.</source>
        <translation>Dasselbe Bild wurde verschieden beurteilt.</translation>
    </message>
    <message>
        <source>The setting &quot;{name}&quot; must be {kind}, not &quot;{text}&quot;.</source>
        <translation>Die Einstellung „{name}“ muss {kind} sein, nicht „{text}“.</translation>
    </message>
    <message>
        <source>The setting &quot;{name}&quot; of {method} has no parts.</source>
        <translation>Die Einstellung „{name}“ von {method} hat keine Teile.</translation>
    </message>
    <message>
        <source>The stored maps have format {version}, which this program does not know.</source>
        <translation>Die gespeicherten Karten haben das Format {version}, das dieses Programm nicht kennt.</translation>
    </message>
    <message>
        <source>The text tower of {architecture} comes from another library and cannot be used here.</source>
        <translation>Der Textteil von {architecture} stammt aus einer anderen Bibliothek und ist hier nicht verwendbar.</translation>
    </message>
    <message>
        <source>The text tower of {architecture} needs the package transformers.</source>
        <translation>Der Textteil von {architecture} braucht das Paket transformers.</translation>
    </message>
    <message>
        <source>The thresholds set by hand for model {old} ({review:g} / {ng:g}) do not apply to model {new}.</source>
        <translation>Die von Hand für Modell {old} gesetzten Schwellen ({review:g} / {ng:g}) gelten nicht für Modell {new}.</translation>
    </message>
    <message>
        <source>The thresholds set for model {old} ({review:g} / {ng:g}) do not apply to model {new}.</source>
        <translation>Die für Modell {old} gesetzten Schwellen ({review:g} / {ng:g}) gelten nicht für Modell {new}.</translation>
    </message>
    <message>
        <source>The tokenizer files of {architecture} are not here.</source>
        <translation>Die Tokenizer-Dateien von {architecture} sind nicht hier.</translation>
    </message>
    <message>
        <source>The vision tower {kind} cannot be read patch by patch here.</source>
        <translation>Der Bildteil {kind} lässt sich hier nicht Feld für Feld lesen.</translation>
    </message>
    <message>
        <source>The weights cannot be stored: {reason}.</source>
        <translation>Die Gewichte können nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>The weights of {id} are not on this computer.</source>
        <translation>Die Gewichte von {id} sind nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The weights of {id} cannot be downloaded: the server cannot be reached from here, or it does not hand out the file.</source>
        <translation>Die Gewichte von {id} können nicht geladen werden: Der Server ist von hier nicht erreichbar, oder er gibt die Datei nicht heraus.</translation>
    </message>
    <message>
        <source>The weights of {id} have changed on the disk since they were installed.</source>
        <translation>Die Gewichte von {id} haben sich auf dem Datenträger seit der Installation verändert.</translation>
    </message>
    <message>
        <source>The workspace folder cannot be used: {reason}.</source>
        <translation>Der Ordner des Arbeitsbereichs ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
        <source>The {name} threshold must be a number, not {value:g}.</source>
        <translation>Die {name}-Schwelle muss eine Zahl sein, nicht {value:g}.</translation>
    </message>
    <message>
        <source>There is no backbone &quot;{id}&quot;.</source>
        <translation>Es gibt keinen Backbone „{id}“.</translation>
    </message>
    <message>
        <source>There is no detector &quot;{name}&quot;.</source>
        <translation>Es gibt kein Verfahren „{name}“.</translation>
    </message>
    <message>
        <source>There is no model with the id {id}.</source>
        <translation>Es gibt kein Modell mit der Nummer {id}.</translation>
    </message>
    <message>
        <source>There is no model {model}.</source>
        <translation>Es gibt kein Modell {model}.</translation>
    </message>
    <message>
        <source>There is no pose &quot;{pose}&quot;.</source>
        <translation>Es gibt keine Lage „{pose}“.</translation>
    </message>
    <message>
        <source>There is no project &quot;{name}&quot; in this workspace.</source>
        <translation>In diesem Arbeitsbereich gibt es kein Projekt „{name}“.</translation>
    </message>
    <message>
        <source>There is no result {result} in this project.</source>
        <translation>In diesem Projekt gibt es kein Ergebnis {result}.</translation>
    </message>
    <message>
        <source>There is no run {run}.</source>
        <translation>Es gibt keinen Lauf {run}.</translation>
    </message>
    <message>
        <source>There is no scale &quot;{scale}&quot;.</source>
        <translation>Es gibt keine Skala „{scale}“.</translation>
    </message>
    <message>
        <source>There is no threshold version {version}.</source>
        <translation>Es gibt keine Fassung {version} der Schwellen.</translation>
    </message>
    <message>
        <source>There is nothing inside this region.</source>
        <translation>In diesem Bereich liegt nichts.</translation>
    </message>
    <message>
        <source>These are not the points of a {shape}: {count}.</source>
        <translation>Das sind nicht die Punkte von {shape}: {count}.</translation>
    </message>
    <message>
        <source>This is neither a folder nor, by its name, a video.</source>
        <translation>Das ist weder ein Ordner noch, dem Namen nach, ein Video.</translation>
    </message>
    <message>
        <source>This is no video file, or an incomplete one, or of a kind that is not read.</source>
        <translation>Das ist keine Videodatei, eine unvollständige oder eine von einer Art, die nicht gelesen wird.</translation>
    </message>
    <message>
        <source>To see defects of {smallest:g} px, an image of {width} x {height} pixels has to be cut into {tiles} tiles. The most are {most}.</source>
        <translation>Um Fehler von {smallest:g} px zu sehen, muss ein Bild von {width} x {height} Pixeln in {tiles} Kacheln geschnitten werden. Höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>Too few images can be looked at: {count}.</source>
        <translation>Zu wenige Bilder können betrachtet werden: {count}.</translation>
    </message>
    <message>
        <source>Train with that file here once: --backbone {id} --weights FILE.</source>
        <translation>Trainieren Sie hier einmal mit dieser Datei: --backbone {id} --weights DATEI.</translation>
    </message>
    <message>
        <source>Two zones have the name &quot;{name}&quot;.</source>
        <translation>Zwei Zonen haben den Namen „{name}“.</translation>
    </message>
    <message>
        <source>Unknown device &quot;{wish}&quot;. Use auto, cpu or cuda.</source>
        <translation>Unbekanntes Gerät „{wish}“. Möglich sind auto, cpu und cuda.</translation>
    </message>
    <message>
        <source>Use one with at least {least} pixels on its shorter side.</source>
        <translation>Nehmen Sie eines mit mindestens {least} Pixeln auf der kürzeren Seite.</translation>
    </message>
    <message>
        <source>Use the folder&apos;s name instead: {slugs}.</source>
        <translation>Nehmen Sie stattdessen den Namen des Ordners: {slugs}.</translation>
    </message>
    <message>
        <source>Use {poses}.</source>
        <translation>Möglich sind {poses}.</translation>
    </message>
    <message>
        <source>Where the weights file lies cannot be stored: {reason}.</source>
        <translation>Wo die Gewichtsdatei liegt, kann nicht gespeichert werden: {reason}.</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
    <message>
        <source>a checksum is wrong</source>
        <translation>eine Prüfsumme ist falsch</translation>
    </message>
    <message>
        <source>a part of its compressed pixels is missing</source>
        <translation>ein Teil seiner komprimierten Pixel fehlt</translation>
    </message>
    <message>
        <source>a part of its scans is missing</source>
        <translation>ein Teil seiner Durchgänge fehlt</translation>
    </message>
    <message>
        <source>a volume of several planes</source>
        <translation>ein Volumen aus mehreren Ebenen</translation>
    </message>
    <message>
        <source>all bytes of its pixels are zero: none was written</source>
        <translation>alle Bytes seiner Pixel sind null: keines wurde geschrieben</translation>
    </message>
    <message>
        <source>brighter</source>
        <translation>heller</translation>
    </message>
    <message>
        <source>colour channels are missing</source>
        <translation>Farbkanäle fehlen</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>dunkler</translation>
    </message>
    <message>
        <source>from the reference alone: {basis}</source>
        <translation>aus der Referenz allein: {basis}</translation>
    </message>
    <message>
        <source>highest score of {ok} confirmed OK ({highest:.2f} sigma) plus {margin:g} sigma</source>
        <translation>höchster Wert von {ok} bestätigten OK ({highest:.2f} Sigma) plus {margin:g} Sigma</translation>
    </message>
    <message>
        <source>interlaced PNG with 16 bits per colour</source>
        <translation>PNG mit Zeilensprung und 16 Bit je Farbe</translation>
    </message>
    <message>
        <source>its header is missing</source>
        <translation>sein Kopf fehlt</translation>
    </message>
    <message>
        <source>its strips are not listed</source>
        <translation>seine Streifen sind nicht verzeichnet</translation>
    </message>
    <message>
        <source>largest F1 on {ok} confirmed OK and {ng} confirmed NG</source>
        <translation>größtes F1 auf {ok} bestätigten OK und {ng} bestätigten NG</translation>
    </message>
    <message>
        <source>more than {most} scans</source>
        <translation>mehr als {most} Durchgänge</translation>
    </message>
    <message>
        <source>no region that is large enough for its zone reaches NG: {limited:.2f} sigma at most</source>
        <translation>kein Bereich, der für seine Zone groß genug ist, erreicht NG: höchstens {limited:.2f} Sigma</translation>
    </message>
    <message>
        <source>not enough yet: {ok} OK, {ng} NG</source>
        <translation>noch nicht genug: {ok} OK, {ng} NG</translation>
    </message>
    <message>
        <source>one reference image, {views} views of it, highest {highest:.2f} sigma</source>
        <translation>ein Referenzbild, {views} Ansichten davon, höchste {highest:.2f} Sigma</translation>
    </message>
    <message>
        <source>open_clip does not publish the weights of {id}.</source>
        <translation>open_clip veröffentlicht die Gewichte von {id} nicht.</translation>
    </message>
    <message>
        <source>open_clip knows no architecture &quot;{architecture}&quot;.</source>
        <translation>open_clip kennt keine Bauart „{architecture}“.</translation>
    </message>
    <message>
        <source>overkill at most {percent:g} %: {over} of {ok} confirmed OK</source>
        <translation>Überausschuss höchstens {percent:g} %: {over} von {ok} bestätigten OK</translation>
    </message>
    <message>
        <source>provisional: one reference image, mean of {views} views of it {mean:.2f} sigma</source>
        <translation>vorläufig: ein Referenzbild, Mittel von {views} Ansichten davon {mean:.2f} Sigma</translation>
    </message>
    <message>
        <source>provisional: {ok} parts learned, {guessed} of them of a lot without verdicts, of which most are taken to be good</source>
        <translation>vorläufig: {ok} Teile gelernt, davon {guessed} aus einem Los ohne Urteile, von denen die meisten als gut gelten</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>reference, {ok} confirmed OK, {ng} confirmed NG</source>
        <translation>Referenz, {ok} bestätigt OK, {ng} bestätigt NG</translation>
    </message>
    <message>
        <source>reference, {ok} confirmed OK, {ng} confirmed NG, {lot} of a lot</source>
        <translation>Referenz, {ok} bestätigt OK, {ng} bestätigt NG, {lot} aus einem Los</translation>
    </message>
    <message>
        <source>rows are missing</source>
        <translation>Zeilen fehlen</translation>
    </message>
    <message>
        <source>set by the variable {name}</source>
        <translation>durch die Variable {name} gesetzt</translation>
    </message>
    <message>
        <source>the end of the file is missing</source>
        <translation>das Ende der Datei fehlt</translation>
    </message>
    <message>
        <source>there is no page in it</source>
        <translation>es enthält keine Seite</translation>
    </message>
    <message>
        <source>timm knows no vision transformer &quot;{model_name}&quot;.</source>
        <translation>timm kennt keinen Vision-Transformer „{model_name}“.</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>unsure: no verdict given</source>
        <translation>unsicher: kein Urteil abgegeben</translation>
    </message>
    <message>
        <source>values of type {kind}</source>
        <translation>Werte vom Typ {kind}</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>verdict of the machine</source>
        <translation>Urteil der Maschine</translation>
    </message>
    <message>
        <source>verdict taken back</source>
        <translation>Urteil zurückgenommen</translation>
    </message>
    <message>
        <source>version {version} restored ({basis})</source>
        <translation>Fassung {version} wiederhergestellt ({basis})</translation>
    </message>
    <message>
        <source>version {version}, {count} of them, {percent} of the image, {how}</source>
        <translation>Fassung {version}, {count} Stück, {percent} des Bilds, {how}</translation>
    </message>
    <message>
        <source>what was recorded from entry {entry} on cannot be compared</source>
        <translation>was ab Eintrag {entry} aufgezeichnet wurde, lässt sich nicht vergleichen</translation>
    </message>
    <message>
        <source>with a score</source>
        <translation>mit einem Wert</translation>
    </message>
    <message>
        <source>with heat</source>
        <translation>mit Wärmebild</translation>
    </message>
    <message>
        <source>write the backup</source>
        <translation>die Sicherung schreiben</translation>
    </message>
    <message>
        <source>zero escapes on {ng} confirmed NG, lowest {lowest:.2f} sigma</source>
        <translation>kein Schlupf bei {ng} bestätigten NG, niedrigster {lowest:.2f} Sigma</translation>
    </message>
    <message>
        <source>{architecture} cannot be built for images of {image_size} pixels.</source>
        <translation>{architecture} lässt sich nicht für Bilder von {image_size} Pixeln bauen.</translation>
    </message>
    <message>
        <source>{architecture}, trained on {data}</source>
        <translation>{architecture}, trainiert mit {data}</translation>
    </message>
    <message>
        <source>{basis}; duplicates left out: {duplicates}</source>
        <translation>{basis}; doppelte Bilder nicht mitgezählt: {duplicates}</translation>
    </message>
    <message>
        <source>{bits}-bit TIFF, {kind}</source>
        <translation>TIFF mit {bits} Bit, {kind}</translation>
    </message>
    <message>
        <source>{count} file(s) that were still changing</source>
        <translation>{count} Datei(en), die sich noch änderten</translation>
    </message>
    <message>
        <source>{count} file(s) with the ending {ending}</source>
        <translation>{count} Datei(en) mit der Endung {ending}</translation>
    </message>
    <message>
        <source>{count} file(s) without an ending</source>
        <translation>{count} Datei(en) ohne Endung</translation>
    </message>
    <message>
        <source>{count} hidden file(s) or folder(s)</source>
        <translation>{count} versteckte Datei(en) oder Ordner</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} Bilder</translation>
    </message>
    <message>
        <source>{count} of {total} samples as expected</source>
        <translation>{count} von {total} Mustern wie erwartet</translation>
    </message>
    <message>
        <source>{count} subfolder(s)</source>
        <translation>{count} Unterordner</translation>
    </message>
    <message>
        <source>{detector} on {backbone}</source>
        <translation>{detector} auf {backbone}</translation>
    </message>
    <message>
        <source>{done} of {total} images were inspected.</source>
        <translation>{done} von {total} Bildern wurden geprüft.</translation>
    </message>
    <message>
        <source>{dppm} ({low} to {high})</source>
        <translation>{dppm} ({low} bis {high})</translation>
    </message>
    <message>
        <source>{escapes} escapes on {ng} confirmed NG, lowest {lowest:.2f} sigma</source>
        <translation>{escapes} Schlupf bei {ng} bestätigten NG, niedrigster {lowest:.2f} Sigma</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>{file} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>{first}, or put model {other} in force, whose files are as they were stored (`ad-studio use {project} {other}`).</source>
        <translation>{first}, oder setzen Sie Modell {other} in Kraft, dessen Dateien unverändert sind (`ad-studio use {project} {other}`).</translation>
    </message>
    <message>
        <source>{first}, or train the project again.</source>
        <translation>{first}, oder trainieren Sie das Projekt noch einmal.</translation>
    </message>
    <message>
        <source>{head} is no head of an audit chain.</source>
        <translation>{head} ist kein Kopf einer Prüfkette.</translation>
    </message>
    <message>
        <source>{head} is not in the audit chain: what was recorded up to it was changed or removed</source>
        <translation>{head} ist nicht in der Prüfkette: was bis dahin aufgezeichnet wurde, wurde verändert oder entfernt</translation>
    </message>
    <message>
        <source>{hours} is not a number of hours from 0 to {most}.</source>
        <translation>{hours} ist keine Zahl von Stunden von 0 bis {most}.</translation>
    </message>
    <message>
        <source>{known} of {parts} parts</source>
        <translation>{known} von {parts} Teilen</translation>
    </message>
    <message>
        <source>{left:g} to {right:g} % across, {top:g} to {bottom:g} % down</source>
        <translation>{left:g} bis {right:g} % von links, {top:g} bis {bottom:g} % von oben</translation>
    </message>
    <message>
        <source>{length:g} px is less than a pixel.</source>
        <translation>{length:g} px ist weniger als ein Pixel.</translation>
    </message>
    <message>
        <source>{limit}; zones do not turn with the part</source>
        <translation>{limit}; Zonen drehen sich nicht mit dem Teil</translation>
    </message>
    <message>
        <source>{method} has learned nothing on the backbone {backbone} yet.</source>
        <translation>{method} hat auf dem Backbone {backbone} noch nichts gelernt.</translation>
    </message>
    <message>
        <source>{method} has no setting &quot;{name}&quot;.</source>
        <translation>{method} hat keine Einstellung „{name}“.</translation>
    </message>
    <message>
        <source>{missing}; needs {needs}</source>
        <translation>{missing}; nötig sind {needs}</translation>
    </message>
    <message>
        <source>{mm:g} mm</source>
        <translation>{mm:g} mm</translation>
    </message>
    <message>
        <source>{mm:g} mm is less than a pixel, which is {size:g} mm.</source>
        <translation>{mm:g} mm sind weniger als ein Pixel; das misst {size:g} mm.</translation>
    </message>
    <message>
        <source>{name} asked for this and is not signed in any more.</source>
        <translation>{name} hat dies verlangt und ist nicht mehr angemeldet.</translation>
    </message>
    <message>
        <source>{name} at {size} pixels</source>
        <translation>{name} bei {size} Pixeln</translation>
    </message>
    <message>
        <source>{name} could not be put into {folder}: {reason}.</source>
        <translation>{name} konnte nicht nach {folder} gelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>{name} does not belong into a project</source>
        <translation>{name} gehört nicht in ein Projekt</translation>
    </message>
    <message>
        <source>{name} does not look at tiles of an image.</source>
        <translation>{name} sieht keine Kacheln eines Bildes an.</translation>
    </message>
    <message>
        <source>{name} has no weights that are learned on labelled images.</source>
        <translation>{name} hat keine Gewichte, die aus beschrifteten Bildern gelernt werden.</translation>
    </message>
    <message>
        <source>{name} is an operator; this is for engineers.</source>
        <translation>{name} ist Bediener; dies ist den Ingenieuren vorbehalten.</translation>
    </message>
    <message>
        <source>{name} is damaged</source>
        <translation>{name} ist beschädigt</translation>
    </message>
    <message>
        <source>{name} is gone.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} is not among the inspectors of this study ({names}).</source>
        <translation>{name} gehört nicht zu den Prüfern dieser Studie ({names}).</translation>
    </message>
    <message>
        <source>{name} is not what was inspected any more; it stays.</source>
        <translation>{name} ist nicht mehr das, was geprüft wurde; die Datei bleibt.</translation>
    </message>
    <message>
        <source>{name} needs at least one image of a good part.</source>
        <translation>{name} braucht mindestens ein Bild eines guten Teils.</translation>
    </message>
    <message>
        <source>{name} reads prompts, and {backbone} has no text tower.</source>
        <translation>{name} liest Prompts, und {backbone} hat keinen Textteil.</translation>
    </message>
    <message>
        <source>{name} was confirmed OK, but scores {score:.2f} sigma: if it is good, accept it.</source>
        <translation>{name} wurde als OK bestätigt, hat aber {score:.2f} Sigma: Wenn es gut ist, nehmen Sie es an.</translation>
    </message>
    <message>
        <source>{name} was taken out of what is learned from: if it is good, accept it.</source>
        <translation>{name} wurde aus dem Gelernten herausgenommen: Wenn es gut ist, nehmen Sie es an.</translation>
    </message>
    <message>
        <source>{ng} NG</source>
        <translation>{ng} NG</translation>
    </message>
    <message>
        <source>{ok} OK</source>
        <translation>{ok} OK</translation>
    </message>
    <message>
        <source>{ok} OK and {ng} NG</source>
        <translation>{ok} OK und {ng} NG</translation>
    </message>
    <message>
        <source>{ok} confirmed OK learned, each left out in turn, highest {highest:.2f} sigma: at most 1 in {among} good parts expected above the NG threshold, {over_review} in {among} above REVIEW</source>
        <translation>{ok} bestätigte OK gelernt, jedes der Reihe nach ausgelassen, höchstes {highest:.2f} Sigma: höchstens 1 von {among} guten Teilen über der NG-Schwelle zu erwarten, {over_review} von {among} über REVIEW</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} oder {other}</translation>
    </message>
    <message>
        <source>{outcome}: {count} of {total} known samples as expected, {when}</source>
        <translation>{outcome}: {count} von {total} bekannten Mustern wie erwartet, {when}</translation>
    </message>
    <message>
        <source>{parts} of run {run}</source>
        <translation>{parts} aus Lauf {run}</translation>
    </message>
    <message>
        <source>{path} is missing or was changed</source>
        <translation>{path} fehlt oder wurde verändert</translation>
    </message>
    <message>
        <source>{path}: The project cannot be read ({error}).</source>
        <translation>{path}: Das Projekt kann nicht gelesen werden ({error}).</translation>
    </message>
    <message>
        <source>{program} (process {process}) on {host} since {since}</source>
        <translation>{program} (Prozess {process}) auf {host} seit {since}</translation>
    </message>
    <message>
        <source>{program}. Audit trail: entry {entry} of {when}, SHA-256 {sha256}.</source>
        <translation>{program}. Prüfpfad: Eintrag {entry} vom {when}, SHA-256 {sha256}.</translation>
    </message>
    <message>
        <source>{project}, lot {lot}: inspection report</source>
        <translation>{project}, Los {lot}: Prüfbericht</translation>
    </message>
    <message>
        <source>{project}: inspection report</source>
        <translation>{project}: Prüfbericht</translation>
    </message>
    <message>
        <source>{share:.0%} of its pixels were not written</source>
        <translation>{share:.0%} seiner Pixel wurden nicht geschrieben</translation>
    </message>
    <message>
        <source>{share:.0%} of the image is pure black: no detail there.</source>
        <translation>{share:.0%} des Bilds ist rein schwarz: dort ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>{share:.0%} of the image is pure white: no detail there.</source>
        <translation>{share:.0%} des Bilds ist rein weiß: dort ist nichts zu sehen.</translation>
    </message>
    <message>
        <source>{share} ({hits} of {count}; with 95 % confidence {low} to {high})</source>
        <translation>{share} ({hits} von {count}; mit 95 % Vertrauen {low} bis {high})</translation>
    </message>
    <message>
        <source>{size} px</source>
        <translation>{size} px</translation>
    </message>
    <message>
        <source>{table}, row {row}: not as recorded last</source>
        <translation>{table}, Zeile {row}: nicht wie zuletzt aufgezeichnet</translation>
    </message>
    <message>
        <source>{table}, rows {first} to {last}: not as recorded in entry {entry}</source>
        <translation>{table}, Zeilen {first} bis {last}: nicht wie in Eintrag {entry} aufgezeichnet</translation>
    </message>
    <message>
        <source>{table}: there are rows that no entry records</source>
        <translation>{table}: es gibt Zeilen, die kein Eintrag aufzeichnet</translation>
    </message>
    <message>
        <source>{what} ({images} with images): {names}</source>
        <translation>{what} ({images} mit Bildern): {names}</translation>
    </message>
    <message>
        <source>{what} It is tried again.</source>
        <translation>{what} Es wird wieder versucht.</translation>
    </message>
    <message>
        <source>{when} (version {version})</source>
        <translation>{when} (Fassung {version})</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>{word}: {done} MB</source>
        <translation>{word}: {done} MB</translation>
    </message>
    <message>
        <source>{word}: {done} of {total} MB</source>
        <translation>{word}: {done} von {total} MB</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; is not a report format: use {formats}.</source>
        <translation>„{name}“ ist kein Berichtsformat: möglich sind {formats}.</translation>
    </message>
    <message>
        <source>&quot;{path}&quot; is not a full path.</source>
        <translation>„{path}“ ist kein vollständiger Pfad.</translation>
    </message>
    <message>
        <source>&quot;{pattern}&quot; does not say where the serial stands.</source>
        <translation>„{pattern}“ sagt nicht, wo die Seriennummer steht.</translation>
    </message>
    <message>
        <source>&quot;{text}&quot; is not of the form NAME=HH:MM.</source>
        <translation>„{text}“ hat nicht die Form NAME=HH:MM.</translation>
    </message>
    <message>
        <source>, {count} marked {mark}</source>
        <translation>, {count} als {mark} vermerkt</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>1 part</source>
        <translation>1 Teil</translation>
    </message>
    <message>
        <source>1 region</source>
        <translation>1 Bereich</translation>
    </message>
    <message>
        <source>A PIN has at least {least} characters.</source>
        <translation>Eine PIN hat mindestens {least} Zeichen.</translation>
    </message>
    <message>
        <source>A challenge is due. {reason}</source>
        <translation>Eine Wirksamkeitsprüfung ist fällig. {reason}</translation>
    </message>
    <message>
        <source>A file of model {model} is missing or was changed.</source>
        <translation>Eine Datei von Modell {model} fehlt oder wurde verändert.</translation>
    </message>
    <message>
        <source>A first look needs at least {least}.</source>
        <translation>Ein erster Blick braucht mindestens {least}.</translation>
    </message>
    <message>
        <source>A folder is inspected like a video only where its images are the frames of one.</source>
        <translation>Ein Ordner wird nur dann wie ein Video geprüft, wenn seine Bilder die Einzelbilder eines Videos sind.</translation>
    </message>
    <message>
        <source>A model of several part types has no zones: each part type has its own image.</source>
        <translation>Ein Modell für mehrere Teilearten hat keine Zonen: Jede Teileart hat ihr eigenes Bild.</translation>
    </message>
    <message>
        <source>A model of several part types looks at whole images.</source>
        <translation>Ein Modell mehrerer Teiletypen betrachtet ganze Bilder.</translation>
    </message>
    <message>
        <source>A part that is straightened has no zones: they stay where they are in the image.</source>
        <translation>Ein Teil, das gerade gerichtet wird, hat keine Zonen: Sie bleiben an ihrer Stelle im Bild.</translation>
    </message>
    <message>
        <source>A region must lie within the image.</source>
        <translation>Ein Bereich muss im Bild liegen.</translation>
    </message>
    <message>
        <source>A sample is OK or NG; REVIEW says that nobody knows.</source>
        <translation>Ein Prüfmuster ist OK oder NG; REVIEW heißt, dass es niemand weiß.</translation>
    </message>
    <message>
        <source>A sheet can have {most} rows, not {rows}.</source>
        <translation>Ein Blatt kann {most} Zeilen haben, nicht {rows}.</translation>
    </message>
    <message>
        <source>A smallest defect goes with the starter.</source>
        <translation>Ein kleinster Fehler gehört zum Starter.</translation>
    </message>
    <message>
        <source>A study needs two inspectors or more, each with a name of their own.</source>
        <translation>Eine Studie braucht mindestens zwei Prüfer, jeder mit eigenem Namen.</translation>
    </message>
    <message>
        <source>A study takes 2 to {most} rounds.</source>
        <translation>Eine Studie hat 2 bis {most} Durchgänge.</translation>
    </message>
    <message>
        <source>A study takes {low} to {high} parts.</source>
        <translation>Eine Studie hat {low} bis {high} Teile.</translation>
    </message>
    <message>
        <source>A table without pictures, for spreadsheets</source>
        <translation>Eine Tabelle ohne Bilder, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>A tile is {least} to {most} pixels wide, and a multiple of {patch}.</source>
        <translation>Eine Kachel ist {least} bis {most} Pixel breit und ein Vielfaches von {patch}.</translation>
    </message>
    <message>
        <source>A value in the table {table} of the database cannot be read ({error}).</source>
        <translation>Ein Wert in der Tabelle {table} der Datenbank kann nicht gelesen werden ({error}).</translation>
    </message>
    <message>
        <source>A video is inspected as a whole: it is not watched, and no scores are taken over.</source>
        <translation>Ein Video wird als Ganzes geprüft: Es wird nicht überwacht, und es werden keine Werte übernommen.</translation>
    </message>
    <message>
        <source>A workbook with thumbnails, events and settings, for spreadsheets</source>
        <translation>Eine Mappe mit Vorschaubildern, Ereignissen und Einstellungen, für Tabellenprogramme</translation>
    </message>
    <message>
        <source>A zone needs a name, without blanks at its ends.</source>
        <translation>Eine Zone braucht einen Namen, ohne Leerzeichen am Anfang und Ende.</translation>
    </message>
    <message>
        <source>Above: how many images reached which score. Below: the colours of all heat in this report. They mean the same deviation in every image; below half the review threshold heat is not drawn. A white outline runs where a deviation reaches NG.</source>
        <translation>Oben: wie viele Bilder welchen Wert erreichten. Unten: die Farben aller Wärmebilder in diesem Bericht. Sie bedeuten in jedem Bild dieselbe Abweichung; unter der halben REVIEW-Schwelle wird nichts gezeichnet. Eine weiße Linie umrandet, wo eine Abweichung NG erreicht.</translation>
    </message>
    <message>
        <source>Add another one first.</source>
        <translation>Fügen Sie zuerst einen anderen hinzu.</translation>
    </message>
    <message>
        <source>Add at least one NG sample and one OK sample.</source>
        <translation>Fügen Sie mindestens ein NG-Muster und ein OK-Muster hinzu.</translation>
    </message>
    <message>
        <source>Add one with a PIN first.</source>
        <translation>Fügen Sie zuerst einen mit PIN hinzu.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Against what is known</source>
        <translation>Gegen das, was bekannt ist</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Agreement study</source>
        <translation>Übereinstimmungsstudie</translation>
    </message>
    <message>
        <source>All inspectors, all rounds</source>
        <translation>Alle Prüfer, alle Durchgänge</translation>
    </message>
    <message>
        <source>All runs of the project. A part whose image was inspected again counts once. The limits are those of a p-chart: three standard deviations around the share of all parts. Overkill and escape are of the parts that people judged.</source>
        <translation>Alle Läufe des Projekts. Ein Teil, dessen Bild noch einmal geprüft wurde, zählt einmal. Die Grenzen sind die einer p-Karte: drei Standardabweichungen um den Anteil aller Teile. Überausschuss und Schlupf beziehen sich auf die Teile, die Menschen beurteilt haben.</translation>
    </message>
    <message>
        <source>An MQTT message needs a host, and a topic without + and #.</source>
        <translation>Eine MQTT-Nachricht braucht einen Host und ein Topic ohne + und #.</translation>
    </message>
    <message>
        <source>AnomalyCLIP reads 1 to {stages} layers of {backbone}, by at least one V-V block.</source>
        <translation>AnomalyCLIP liest 1 bis {stages} Schichten von {backbone}, mit mindestens einem V-V-Block.</translation>
    </message>
    <message>
        <source>Another model is in force since the latest challenge.</source>
        <translation>Seit der letzten Wirksamkeitsprüfung gilt ein anderes Modell.</translation>
    </message>
    <message>
        <source>Audit chain</source>
        <translation>Prüfkette</translation>
    </message>
    <message>
        <source>Audit trail: entry {entry} of {when}</source>
        <translation>Prüfpfad: Eintrag {entry} vom {when}</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Begin with the drive, or with the topmost folder.</source>
        <translation>Beginnen Sie mit dem Laufwerk oder dem obersten Ordner.</translation>
    </message>
    <message>
        <source>Below the review threshold</source>
        <translation>Unter der REVIEW-Schwelle</translation>
    </message>
    <message>
        <source>Between inspectors</source>
        <translation>Zwischen den Prüfern</translation>
    </message>
    <message>
        <source>Beyond the limits</source>
        <translation>Außerhalb der Grenzen</translation>
    </message>
    <message>
        <source>Both lengths must be above 0.</source>
        <translation>Beide Längen müssen über 0 liegen.</translation>
    </message>
    <message>
        <source>Bring it back first (ad-studio archive {name} --back).</source>
        <translation>Holen Sie es zuerst zurück (ad-studio archive {name} --back).</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Challenge before it</source>
        <translation>Wirksamkeitsprüfung davor</translation>
    </message>
    <message>
        <source>Check the drive, and write the backup to another one.</source>
        <translation>Das Laufwerk prüfen und die Sicherung auf ein anderes schreiben.</translation>
    </message>
    <message>
        <source>Check the setting of the camera. If its images have more bits now, set the reference image again with that bit depth, and train.</source>
        <translation>Prüfen Sie die Einstellung der Kamera. Haben ihre Bilder jetzt mehr Bit, so setzen Sie das Referenzbild noch einmal mit dieser Bittiefe, und trainieren Sie.</translation>
    </message>
    <message>
        <source>Checked and released</source>
        <translation>Geprüft und freigegeben</translation>
    </message>
    <message>
        <source>Choose a file that was made for this method and this backbone.</source>
        <translation>Wählen Sie eine Datei, die für dieses Verfahren und diesen Backbone gemacht wurde.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write in.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Choose a video file.</source>
        <translation>Eine Videodatei wählen.</translation>
    </message>
    <message>
        <source>Choose another method, or do not state a smallest defect.</source>
        <translation>Wählen Sie ein anderes Verfahren, oder geben Sie keinen kleinsten Fehler an.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose fewer images, or CSV.</source>
        <translation>Wählen Sie weniger Bilder oder CSV.</translation>
    </message>
    <message>
        <source>Choose one of {known}.</source>
        <translation>Wählen Sie eines von {known}.</translation>
    </message>
    <message>
        <source>Choose the folder it lies in. A video has a name such as line.mp4.</source>
        <translation>Wählen Sie den Ordner, in dem sie liegt. Ein Video hat einen Namen wie linie.mp4.</translation>
    </message>
    <message>
        <source>Choose the starter, or do not state a smallest defect.</source>
        <translation>Wählen Sie den Starter, oder geben Sie keinen kleinsten Fehler an.</translation>
    </message>
    <message>
        <source>Choose the starter, or state the size of the input instead.</source>
        <translation>Wählen Sie den Starter, oder geben Sie stattdessen die Eingabegröße an.</translation>
    </message>
    <message>
        <source>Close other programs and try again; ad-studio doctor checks the installation.</source>
        <translation>Schließen Sie andere Programme und versuchen Sie es noch einmal; ad-studio doctor prüft die Installation.</translation>
    </message>
    <message>
        <source>Comparing the images with each other</source>
        <translation>Die Bilder werden miteinander verglichen</translation>
    </message>
    <message>
        <source>Confirm parts and learn from them in those projects, then train for all of them again (ad-studio train-many).</source>
        <translation>Bestätigen Sie Teile in jenen Projekten, lernen Sie dort von ihnen, und trainieren Sie dann wieder für alle zusammen (ad-studio train-many).</translation>
    </message>
    <message>
        <source>Copy it again from the camera, or save it anew as MP4.</source>
        <translation>Noch einmal von der Kamera kopieren oder neu als MP4 speichern.</translation>
    </message>
    <message>
        <source>Copy it again from the camera, or save it as MP4, MKV, MOV or AVI.</source>
        <translation>Noch einmal von der Kamera kopieren oder als MP4, MKV, MOV oder AVI speichern.</translation>
    </message>
    <message>
        <source>Copying {name}</source>
        <translation>{name} wird kopiert</translation>
    </message>
    <message>
        <source>Cut into tiles, these images take too much memory: {views} of them are to be learned from, and at most {most} can be.</source>
        <translation>In Kacheln geschnitten brauchen diese Bilder zu viel Speicher: Aus {views} soll gelernt werden, aus höchstens {most} kann es.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Decoding the image takes longer than {seconds:.0f} s.</source>
        <translation>Das Dekodieren des Bildes dauert länger als {seconds:.0f} s.</translation>
    </message>
    <message>
        <source>Delete that one first, or bring the backup into another workspace.</source>
        <translation>Löschen Sie jenes zuerst oder holen Sie die Sicherung in einen anderen Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>Do not state a smallest defect.</source>
        <translation>Geben Sie keinen kleinsten Fehler an.</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Gezeichnet von</translation>
    </message>
    <message>
        <source>Each inspector</source>
        <translation>Jeder Prüfer</translation>
    </message>
    <message>
        <source>Effectiveness</source>
        <translation>Effektivität</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Schlupf</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Event from {start} to {end} in {video}, {frames} frames; shown is {shown}, {raw:.2f} sigma by itself.</source>
        <translation>Ereignis von {start} bis {end} in {video}, {frames} Einzelbilder; gezeigt ist {shown}, für sich {raw:.2f} Sigma.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Every shift needs a name and a start of its own.</source>
        <translation>Jede Schicht braucht einen eigenen Namen und einen eigenen Beginn.</translation>
    </message>
    <message>
        <source>Everybody judged every part in every round, in an order by chance, and saw the image alone. In brackets: 95 % intervals; of shares Wilson&apos;s, of kappas those of the jackknife over parts. What the machine put in REVIEW counts as NG.</source>
        <translation>Alle beurteilten jedes Teil in jedem Durchgang, in zufälliger Reihenfolge, und sahen nur das Bild. In Klammern: 95-%-Intervalle; bei Anteilen nach Wilson, bei Kappas nach dem Jackknife über die Teile. Was die Maschine nach REVIEW stellte, zählt als NG.</translation>
    </message>
    <message>
        <source>Extract.</source>
        <translation>Auszug.</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>NICHT BESTANDEN</translation>
    </message>
    <message>
        <source>False alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files were not copied.</source>
        <translation>Dateien wurden nicht kopiert.</translation>
    </message>
    <message>
        <source>Files were not moved.</source>
        <translation>Dateien wurden nicht verschoben.</translation>
    </message>
    <message>
        <source>Fill it in and start again.</source>
        <translation>Tragen Sie es ein und starten Sie noch einmal.</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Finishing what is done after each image</source>
        <translation>Was nach jedem Bild getan wird, wird abgeschlossen</translation>
    </message>
    <message>
        <source>Flagged images</source>
        <translation>Auffällige Bilder</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>For example: early 06:00, late 14:00, night 22:00.</source>
        <translation>Zum Beispiel: Früh 06:00, Spät 14:00, Nacht 22:00.</translation>
    </message>
    <message>
        <source>For example: early=06:00, late=14:00, night=22:00.</source>
        <translation>Zum Beispiel: Früh=06:00, Spät=14:00, Nacht=22:00.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Give at least its first {least} digits.</source>
        <translation>Mindestens die ersten {least} Zeichen angeben.</translation>
    </message>
    <message>
        <source>Give it one, or choose another detector.</source>
        <translation>Geben Sie eines an, oder wählen Sie einen anderen Detektor.</translation>
    </message>
    <message>
        <source>Give it such a name, or choose another format.</source>
        <translation>Geben Sie ihr einen solchen Namen oder wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Give one of them another name (ad-studio edit NAME --name OTHER).</source>
        <translation>Geben Sie einem von ihnen einen anderen Namen (ad-studio edit NAME --name OTHER).</translation>
    </message>
    <message>
        <source>Give the name of the person.</source>
        <translation>Geben Sie den Namen der Person an.</translation>
    </message>
    <message>
        <source>Give the study a name.</source>
        <translation>Geben Sie der Studie einen Namen.</translation>
    </message>
    <message>
        <source>Have an engineer sign in.</source>
        <translation>Lassen Sie einen Ingenieur sich anmelden.</translation>
    </message>
    <message>
        <source>Head kept</source>
        <translation>Aufbewahrter Kopf</translation>
    </message>
    <message>
        <source>Height (pixels)</source>
        <translation>Höhe (Pixel)</translation>
    </message>
    <message>
        <source>How many images reached which score</source>
        <translation>Wie viele Bilder welchen Wert erreichten</translation>
    </message>
    <message>
        <source>Ignore regions</source>
        <translation>Ausgelassene Bereiche</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images are sorted into a folder that is inspected with its subfolders.</source>
        <translation>Bilder werden in einen Ordner sortiert, der mit seinen Unterordnern geprüft wird.</translation>
    </message>
    <message>
        <source>In a study, a part is OK or NG.</source>
        <translation>In einer Studie ist ein Teil OK oder NG.</translation>
    </message>
    <message>
        <source>In this report {checked} of {count} images were checked by a person{marked}.</source>
        <translation>In diesem Bericht sind {checked} von {count} Bildern von einem Menschen geprüft{marked}.</translation>
    </message>
    <message>
        <source>Incomplete run ({status}).</source>
        <translation>Unvollständiger Lauf ({status}).</translation>
    </message>
    <message>
        <source>Inspect it again when the recording is finished.</source>
        <translation>Noch einmal prüfen, wenn die Aufnahme beendet ist.</translation>
    </message>
    <message>
        <source>Inspected</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Inspected (UTC)</source>
        <translation>Geprüft (UTC)</translation>
    </message>
    <message>
        <source>Inspecting the samples</source>
        <translation>Die Muster werden geprüft</translation>
    </message>
    <message>
        <source>Inspection report</source>
        <translation>Prüfbericht</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Install it with: pip install &apos;ad_studio[video]&apos;</source>
        <translation>Installieren mit: pip install &apos;ad_studio[video]&apos;</translation>
    </message>
    <message>
        <source>Install it: python -m pip install paho-mqtt.</source>
        <translation>Installieren Sie sie: python -m pip install paho-mqtt.</translation>
    </message>
    <message>
        <source>It has {known}.</source>
        <translation>Es hat {known}.</translation>
    </message>
    <message>
        <source>It is the same image as the reference.</source>
        <translation>Es ist dasselbe Bild wie die Referenz.</translation>
    </message>
    <message>
        <source>It may be cut off: {how}</source>
        <translation>Vielleicht ist es abgeschnitten: {how}</translation>
    </message>
    <message>
        <source>Its result is shown when everybody has judged every part.</source>
        <translation>Das Ergebnis wird gezeigt, wenn alle jedes Teil beurteilt haben.</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Learn from fewer parts, use pose=fixed, or state a larger smallest defect.</source>
        <translation>Lernen Sie aus weniger Teilen, verwenden Sie pose=fixed, oder geben Sie einen größeren kleinsten Fehler an.</translation>
    </message>
    <message>
        <source>Learn them with ad-studio train-prompts, or take a published file with ad-studio add-prompts.</source>
        <translation>Lernen Sie sie mit ad-studio train-prompts, oder übernehmen Sie eine veröffentlichte Datei mit ad-studio add-prompts.</translation>
    </message>
    <message>
        <source>Left (pixels)</source>
        <translation>Links (Pixel)</translation>
    </message>
    <message>
        <source>Left out: {name}. {reason}</source>
        <translation>Ausgelassen: {name}. {reason}</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Looking at the images</source>
        <translation>Die Bilder werden betrachtet</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Vermerk</translation>
    </message>
    <message>
        <source>Measuring which engine is fastest on this computer</source>
        <translation>Es wird gemessen, womit dieser Rechner am schnellsten rechnet</translation>
    </message>
    <message>
        <source>Median score</source>
        <translation>Median des Werts</translation>
    </message>
    <message>
        <source>Misses</source>
        <translation>Übersehen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model {model} knows several part types: each learns in a project of its own.</source>
        <translation>Modell {model} kennt mehrere Teiletypen: Jeder lernt in einem eigenen Projekt.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>NG</source>
        <translation>NG</translation>
    </message>
    <message>
        <source>NG acknowledged</source>
        <translation>NG quittiert</translation>
    </message>
    <message>
        <source>NG from</source>
        <translation>NG ab</translation>
    </message>
    <message>
        <source>NG from any size (a pixel is {pixel_mm:g} mm)</source>
        <translation>NG ab jeder Größe (ein Pixel ist {pixel_mm:g} mm)</translation>
    </message>
    <message>
        <source>NG only from {mm2:g} mm² (a pixel is {pixel_mm:g} mm)</source>
        <translation>NG erst ab {mm2:g} mm² (ein Pixel ist {pixel_mm:g} mm)</translation>
    </message>
    <message>
        <source>NG per million (DPPM)</source>
        <translation>NG je Million (DPPM)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name one of the two, or leave the subfolders out.</source>
        <translation>Geben Sie nur einen der beiden an, oder lassen Sie die Unterordner weg.</translation>
    </message>
    <message>
        <source>Name the project of another one, too.</source>
        <translation>Nennen Sie auch das Projekt eines anderen.</translation>
    </message>
    <message>
        <source>No challenge passed since this shift began.</source>
        <translation>Seit diese Schicht begann, wurde keine Wirksamkeitsprüfung bestanden.</translation>
    </message>
    <message>
        <source>No challenge passed today.</source>
        <translation>Heute wurde keine Wirksamkeitsprüfung bestanden.</translation>
    </message>
    <message>
        <source>No engineer would be left on the list.</source>
        <translation>Es bliebe kein Ingenieur auf der Liste.</translation>
    </message>
    <message>
        <source>No image that was inspected is called &quot;{name}&quot;.</source>
        <translation>Kein geprüftes Bild heißt „{name}“.</translation>
    </message>
    <message>
        <source>No inspection starts before a challenge has passed. {reason}</source>
        <translation>Keine Prüfung beginnt, bevor eine Wirksamkeitsprüfung bestanden ist. {reason}</translation>
    </message>
    <message>
        <source>No line was written.</source>
        <translation>Es wurde keine Zeile geschrieben.</translation>
    </message>
    <message>
        <source>No message was sent.</source>
        <translation>Es wurde keine Nachricht gesendet.</translation>
    </message>
    <message>
        <source>No picture.</source>
        <translation>Kein Bild.</translation>
    </message>
    <message>
        <source>No region can be measured against {mm2:g} mm² with pixels of {pixel_mm:g} mm.</source>
        <translation>Mit Pixeln von {pixel_mm:g} mm lässt sich kein Fehlerbereich an {mm2:g} mm² messen.</translation>
    </message>
    <message>
        <source>No region that reaches NG is large enough. The one that comes nearest lies in zone {zone} and has {found:g} mm². NG there only from {mm2:g} mm².</source>
        <translation>Kein Bereich, der NG erreicht, ist groß genug. Der, dem am wenigsten fehlt, liegt in Zone {zone} und hat {found:g} mm². NG dort erst ab {mm2:g} mm².</translation>
    </message>
    <message>
        <source>No region that reaches NG is large enough. The one that comes nearest lies outside of all zones and has {found:g} mm². NG there only from {mm2:g} mm².</source>
        <translation>Kein Bereich, der NG erreicht, ist groß genug. Der, dem am wenigsten fehlt, liegt außerhalb aller Zonen und hat {found:g} mm². NG dort erst ab {mm2:g} mm².</translation>
    </message>
    <message>
        <source>Nobody is signed in, and this project asks for it.</source>
        <translation>Niemand ist angemeldet, und dieses Projekt verlangt es.</translation>
    </message>
    <message>
        <source>Nobody said how large a pixel is.</source>
        <translation>Niemand hat angegeben, wie groß ein Pixel ist.</translation>
    </message>
    <message>
        <source>Nobody was signed in when this was asked for.</source>
        <translation>Als dies verlangt wurde, war niemand angemeldet.</translation>
    </message>
    <message>
        <source>None of the images fits the patterns.</source>
        <translation>Keines der Bilder passt zu den Mustern.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>None: no image reached the review threshold.</source>
        <translation>Keine: Kein Bild erreichte die REVIEW-Schwelle.</translation>
    </message>
    <message>
        <source>Not enough memory to decode the image.</source>
        <translation>Der Speicher reicht nicht, um das Bild zu lesen.</translation>
    </message>
    <message>
        <source>Not inspected</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Not looked at.</source>
        <translation>Nicht angesehen.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Nothing has been inspected yet.</source>
        <translation>Es wurde noch nichts geprüft.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Am</translation>
    </message>
    <message>
        <source>On (UTC)</source>
        <translation>Am (UTC)</translation>
    </message>
    <message>
        <source>One file with all pictures, for people</source>
        <translation>Eine Datei mit allen Bildern, für Menschen</translation>
    </message>
    <message>
        <source>Only a brush has a width.</source>
        <translation>Nur ein Pinsel hat eine Breite.</translation>
    </message>
    <message>
        <source>Only a part that is NG is acknowledged.</source>
        <translation>Nur ein Teil, das NG ist, wird quittiert.</translation>
    </message>
    <message>
        <source>Only images with the verdict {verdicts} are in this report; the counts above are those of the whole run.</source>
        <translation>Nur Bilder mit dem Urteil {verdicts} stehen in diesem Bericht; die Zahlen oben sind die des ganzen Laufs.</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie es erneut.</translation>
    </message>
    <message>
        <source>Open it once in the window; that brings it up to date.</source>
        <translation>Öffnen Sie es einmal im Fenster; das bringt es auf den neuen Stand.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>Other thresholds are in force since the latest challenge.</source>
        <translation>Seit der letzten Wirksamkeitsprüfung gelten andere Schwellen.</translation>
    </message>
    <message>
        <source>Overkill</source>
        <translation>Überausschuss</translation>
    </message>
    <message>
        <source>Part type</source>
        <translation>Teiletyp</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Parts on which answers differ, from each other or from what is known</source>
        <translation>Teile, bei denen Antworten voneinander oder von dem abweichen, was bekannt ist</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Peak (σ)</source>
        <translation>Spitze (σ)</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Mensch</translation>
    </message>
    <message>
        <source>Pictures left out.</source>
        <translation>Nicht alle abgebildet.</translation>
    </message>
    <message>
        <source>Pictures of an earlier look are there already, such as {name}.</source>
        <translation>Dort liegen schon Bilder eines früheren ersten Blicks, zum Beispiel {name}.</translation>
    </message>
    <message>
        <source>Pictures of frames</source>
        <translation>Bilder von Einzelbildern</translation>
    </message>
    <message>
        <source>Pictures with heat would lie among the images that are looked at.</source>
        <translation>Bilder mit Wärme lägen zwischen den Bildern, die betrachtet werden.</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Place (left, top)</source>
        <translation>Lage (links, oben)</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Planned by</source>
        <translation>Geplant von</translation>
    </message>
    <message>
        <source>Put it back from a backup, or take the sample out and add it again.</source>
        <translation>Stellen Sie sie aus einer Sicherung wieder her, oder nehmen Sie das Muster heraus und fügen Sie es neu hinzu.</translation>
    </message>
    <message>
        <source>Put the file back from a backup, or make the project again.</source>
        <translation>Legen Sie die Datei aus einer Sicherung zurück, oder legen Sie das Projekt neu an.</translation>
    </message>
    <message>
        <source>Put the project folder back from a backup; keep this copy for the search.</source>
        <translation>Den Projektordner aus einer Sicherung zurückholen; diese Kopie für die Suche nach der Ursache aufheben.</translation>
    </message>
    <message>
        <source>Put the project folder back from a backup; keep this copy until that is done.</source>
        <translation>Legen Sie den Projektordner aus einer Sicherung zurück; behalten Sie diese Kopie, bis das getan ist.</translation>
    </message>
    <message>
        <source>Put the right file back from a backup, or remove this folder from the workspace.</source>
        <translation>Legen Sie die richtige Datei aus einer Sicherung zurück, oder nehmen Sie diesen Ordner aus dem Arbeitsbereich.</translation>
    </message>
    <message>
        <source>REVIEW</source>
        <translation>REVIEW</translation>
    </message>
    <message>
        <source>REVIEW from</source>
        <translation>REVIEW ab</translation>
    </message>
    <message>
        <source>REVIEW {review:g}, NG {ng:g}</source>
        <translation>REVIEW {review:g}, NG {ng:g}</translation>
    </message>
    <message>
        <source>REVIEW {review:g}, NG {ng:g}, {limit}</source>
        <translation>REVIEW {review:g}, NG {ng:g}, {limit}</translation>
    </message>
    <message>
        <source>Reading or writing the database failed.</source>
        <translation>Das Lesen oder Schreiben der Datenbank ist misslungen.</translation>
    </message>
    <message>
        <source>Reading the prompts</source>
        <translation>Die Prompts werden gelesen</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Aufzeichnungen</translation>
    </message>
    <message>
        <source>Reference image</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>References and training images</source>
        <translation>Referenzen und Trainingsbilder</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Regions at or above the review threshold</source>
        <translation>Bereiche ab der REVIEW-Schwelle</translation>
    </message>
    <message>
        <source>Remove the ignore regions, or use pose=any.</source>
        <translation>Entfernen Sie die ignorierten Bereiche oder nehmen Sie pose=any.</translation>
    </message>
    <message>
        <source>Remove the zones, or use a model that takes images as they are.</source>
        <translation>Die Zonen entfernen, oder ein Modell verwenden, das Bilder nimmt, wie sie sind.</translation>
    </message>
    <message>
        <source>Repeated values</source>
        <translation>Wiederholte Werte</translation>
    </message>
    <message>
        <source>Reports are not written in &quot;{code}&quot;: use {codes}.</source>
        <translation>Berichte gibt es nicht in „{code}“: nehmen Sie {codes}.</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Run the challenge, in the window or by `ad-studio challenge {project} --run`.</source>
        <translation>Führen Sie die Wirksamkeitsprüfung aus, im Fenster oder mit `ad-studio challenge {project} --run`.</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SQLite: {problem}</source>
        <translation>SQLite: {problem}</translation>
    </message>
    <message>
        <source>Samples of the challenge</source>
        <translation>Muster der Wirksamkeitsprüfung</translation>
    </message>
    <message>
        <source>Save it as PNG, JPEG, TIFF, BMP, WebP, GIF or PPM.</source>
        <translation>Speichern Sie es als PNG, JPEG, TIFF, BMP, WebP, GIF oder PPM.</translation>
    </message>
    <message>
        <source>Save it as PNG: black, and white where the defect is.</source>
        <translation>Speichern Sie sie als PNG: schwarz, und weiß, wo der Fehler ist.</translation>
    </message>
    <message>
        <source>Save it in a smaller size, or cut out the part.</source>
        <translation>Speichern Sie es kleiner, oder schneiden Sie das Teil aus.</translation>
    </message>
    <message>
        <source>Save it in a smaller size.</source>
        <translation>In einer kleineren Größe speichern.</translation>
    </message>
    <message>
        <source>Save it with 8 bits, or its frames as images, and inspect these as a sequence.</source>
        <translation>Speichern Sie es mit 8 Bit, oder seine Einzelbilder als Bilder, und prüfen Sie diese als Bildfolge.</translation>
    </message>
    <message>
        <source>Save it with 8 or 16 bits, on the same fixed scale for all images.</source>
        <translation>Speichern Sie es mit 8 oder 16 Bit, für alle Bilder auf derselben festen Skala.</translation>
    </message>
    <message>
        <source>Save the image in a smaller size.</source>
        <translation>Speichern Sie das Bild kleiner.</translation>
    </message>
    <message>
        <source>Say how many bits the camera delivers where you set the reference image (--bit-depth on the command line), and train; or let the camera save 8 bits, or a kind of file that declares its depth: TIFF with 10, 12 or 14 bits, PNG with sBIT, PGM with its maxval.</source>
        <translation>Geben Sie beim Setzen des Referenzbilds an, wie viele Bit die Kamera liefert (--bit-depth auf der Kommandozeile), und trainieren Sie; oder lassen Sie die Kamera 8 Bit speichern, oder eine Dateiart, die ihre Tiefe angibt: TIFF mit 10, 12 oder 14 Bit, PNG mit sBIT, PGM mit maxval.</translation>
    </message>
    <message>
        <source>Say in one noun what the part is, for example: metal nut.</source>
        <translation>Sagen Sie in einem englischen Wort, was das Teil ist, zum Beispiel: metal nut.</translation>
    </message>
    <message>
        <source>Say it first (`ad-studio pixel-size`).</source>
        <translation>Geben Sie sie zuerst an (`ad-studio pixel-size`).</translation>
    </message>
    <message>
        <source>Say so if they are; else inspect the folder in a run of its own.</source>
        <translation>Angeben, wenn sie das sind; sonst den Ordner in einem eigenen Lauf prüfen.</translation>
    </message>
    <message>
        <source>Say which backbone it belongs to, or choose another file.</source>
        <translation>Sagen Sie, zu welchem Backbone sie gehört, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Score (σ)</source>
        <translation>Wert (σ)</translation>
    </message>
    <message>
        <source>Scores of frames</source>
        <translation>Scores der Einzelbilder</translation>
    </message>
    <message>
        <source>Scores say how far an image departs from one reference image and {parts} further part(s) that the model learned from, in standard deviations (σ). The basis above says how the thresholds were chosen.</source>
        <translation>Die Werte sagen, wie weit ein Bild von einem Referenzbild und {parts} weiteren Teilen abweicht, von denen das Modell gelernt hat, in Standardabweichungen (σ). Die Grundlage oben sagt, wie die Schwellen gewählt wurden.</translation>
    </message>
    <message>
        <source>Scores say how far an image departs from one reference image, in standard deviations (σ) of that image. The model has seen no other part, good or bad, and the basis above says how the thresholds were chosen.</source>
        <translation>Die Werte sagen, wie weit ein Bild von einem einzigen Referenzbild abweicht, in Standardabweichungen (σ) dieses Bilds. Das Modell hat kein anderes Teil gesehen, weder gut noch schlecht; die Grundlage oben sagt, wie die Schwellen gewählt wurden.</translation>
    </message>
    <message>
        <source>See the history for those there are.</source>
        <translation>Der Verlauf zeigt die vorhandenen.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed, device</source>
        <translation>Startwert, Gerät</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Gesetzt</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>Gesetzt von</translation>
    </message>
    <message>
        <source>Set one image of a good part as reference.</source>
        <translation>Setzen Sie ein Bild eines guten Teils als Referenz.</translation>
    </message>
    <message>
        <source>Set them again with the same bit depth (ad-studio reference).</source>
        <translation>Setzen Sie sie noch einmal mit derselben Bittiefe (ad-studio reference).</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Several part types</source>
        <translation>Mehrere Teiletypen</translation>
    </message>
    <message>
        <source>Share of NG</source>
        <translation>Anteil NG</translation>
    </message>
    <message>
        <source>Share of REVIEW</source>
        <translation>Anteil REVIEW</translation>
    </message>
    <message>
        <source>Share of the image</source>
        <translation>Anteil am Bild</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Sign in with your name and PIN.</source>
        <translation>Melden Sie sich mit Namen und PIN an.</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size in pixels</source>
        <translation>Größe in Pixeln</translation>
    </message>
    <message>
        <source>Size limit</source>
        <translation>Größengrenze</translation>
    </message>
    <message>
        <source>Somebody has altered the project&apos;s database: {problem}.</source>
        <translation>Die Datenbank des Projekts wurde verändert: {problem}.</translation>
    </message>
    <message>
        <source>Sort them into another folder.</source>
        <translation>Sortieren Sie sie in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Starten Sie es erneut.</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Starter, comes with the program</source>
        <translation>Starter, liegt dem Programm bei</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>State a larger one.</source>
        <translation>Geben Sie einen größeren an.</translation>
    </message>
    <message>
        <source>State a larger smallest defect, or photograph a smaller area.</source>
        <translation>Geben Sie einen größeren kleinsten Fehler an, oder fotografieren Sie einen kleineren Bereich.</translation>
    </message>
    <message>
        <source>State of {when}, written by {program}. Project {project}, run {run}, model {model}, thresholds version {version}.</source>
        <translation>Stand vom {when}, geschrieben von {program}. Projekt {project}, Lauf {run}, Modell {model}, Schwellen Fassung {version}.</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Storing the model</source>
        <translation>Das Modell wird gespeichert</translation>
    </message>
    <message>
        <source>Take a part of which it is known what it is.</source>
        <translation>Nehmen Sie ein Teil, von dem bekannt ist, was es ist.</translation>
    </message>
    <message>
        <source>Take fewer parts, or another run.</source>
        <translation>Nehmen Sie weniger Teile oder einen anderen Lauf.</translation>
    </message>
    <message>
        <source>Take that sample out first if it is something else.</source>
        <translation>Nehmen Sie dieses Muster zuerst heraus, wenn es etwas anderes ist.</translation>
    </message>
    <message>
        <source>Taking a sample out needs a reason.</source>
        <translation>Um ein Muster herauszunehmen, braucht es einen Grund.</translation>
    </message>
    <message>
        <source>The MQTT broker {host} could not be reached: {reason}.</source>
        <translation>Der MQTT-Broker {host} war nicht erreichbar: {reason}.</translation>
    </message>
    <message>
        <source>The backbone {name} was loaded for {size} pixels and cannot take {side}.</source>
        <translation>Das Netz {name} wurde für {size} Pixel geladen und kann {side} nicht verarbeiten.</translation>
    </message>
    <message>
        <source>The backup was not written as it was read ({name}).</source>
        <translation>Die Sicherung wurde nicht so geschrieben, wie sie gelesen wurde ({name}).</translation>
    </message>
    <message>
        <source>The brightest value of this floating-point image is {most:g}, and {white} is white: it must be on another scale.</source>
        <translation>Der hellste Wert dieses Gleitkommabilds ist {most:g}, und {white} ist Weiß: Es muss eine andere Skala haben.</translation>
    </message>
    <message>
        <source>The bundled starter backbone is missing or damaged.</source>
        <translation>Der mitgelieferte Starter-Backbone fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The command verify with this value as --since shows later whether anything that was recorded until then was changed.</source>
        <translation>Der Befehl verify mit diesem Wert als --since zeigt später, ob etwas geändert wurde, das bis dahin aufgezeichnet war.</translation>
    </message>
    <message>
        <source>The database cannot be opened.</source>
        <translation>Die Datenbank lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The database cannot be written.</source>
        <translation>Die Datenbank lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The database is damaged or is not a database.</source>
        <translation>Die Datenbank ist beschädigt oder keine Datenbank.</translation>
    </message>
    <message>
        <source>The database is locked by another program.</source>
        <translation>Die Datenbank ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>The file cannot be read ({reason}).</source>
        <translation>Die Datei kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>The file cannot be written ({reason}).</source>
        <translation>Die Datei kann nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>The file fits no architecture that open_clip knows.</source>
        <translation>Die Datei passt zu keiner Bauart, die open_clip kennt.</translation>
    </message>
    <message>
        <source>The file is damaged, or it holds no weights of {method} for {backbone}.</source>
        <translation>Die Datei ist beschädigt, oder sie enthält keine Gewichte von {method} für {backbone}.</translation>
    </message>
    <message>
        <source>The file is damaged, or it is not a plain weights file.</source>
        <translation>Die Datei ist beschädigt oder keine einfache Gewichtsdatei.</translation>
    </message>
    <message>
        <source>The file is empty (0 bytes).</source>
        <translation>Die Datei ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>The file may be damaged: copy it again, or save it as PNG or plain JPEG.</source>
        <translation>Die Datei ist vielleicht beschädigt: Kopieren Sie sie noch einmal, oder speichern Sie sie als PNG oder einfaches JPEG.</translation>
    </message>
    <message>
        <source>The file of learned weights is missing or damaged.</source>
        <translation>Die Datei mit gelernten Gewichten fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The file of sample {number} was changed.</source>
        <translation>Die Datei von Muster {number} wurde verändert.</translation>
    </message>
    <message>
        <source>The file of the reference image cannot be read, or was changed.</source>
        <translation>Die Datei des Referenzbilds kann nicht gelesen werden oder wurde geändert.</translation>
    </message>
    <message>
        <source>The file that is there cannot be read: {reason}.</source>
        <translation>Die vorhandene Datei kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>The folder cannot be listed now; looking again soon</source>
        <translation>Der Ordner ist gerade nicht lesbar; gleich noch ein Versuch</translation>
    </message>
    <message>
        <source>The folder does not exist.</source>
        <translation>Den Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>The folder of the project cannot be moved: {reason}.</source>
        <translation>Der Ordner des Projekts kann nicht verschoben werden: {reason}.</translation>
    </message>
    <message>
        <source>The frame at {seconds} reaches NG by itself, with {raw:.2f} sigma.</source>
        <translation>Das Einzelbild bei {seconds} erreicht für sich allein NG, mit {raw:.2f} Sigma.</translation>
    </message>
    <message>
        <source>The frames of the video have more than {most} megapixels.</source>
        <translation>Die Einzelbilder des Videos haben mehr als {most} Megapixel.</translation>
    </message>
    <message>
        <source>The grey values of the video have 16 bits, of which it does not say how many count.</source>
        <translation>Die Grauwerte des Videos haben 16 Bit, von denen es nicht sagt, wie viele zählen.</translation>
    </message>
    <message>
        <source>The ignore regions cover the whole image.</source>
        <translation>Die ignorierten Bereiche decken das ganze Bild.</translation>
    </message>
    <message>
        <source>The image cannot be decoded: the decoder broke down on it.</source>
        <translation>Das Bild kann nicht dekodiert werden: Der Decoder ist daran abgestürzt.</translation>
    </message>
    <message>
        <source>The image cannot be decoded: the program&apos;s decoder does not start.</source>
        <translation>Das Bild kann nicht dekodiert werden: Der Decoder des Programms startet nicht.</translation>
    </message>
    <message>
        <source>The image does not exist, or was moved or deleted.</source>
        <translation>Das Bild gibt es nicht, oder es wurde verschoben oder gelöscht.</translation>
    </message>
    <message>
        <source>The image file was changed after it had been inspected.</source>
        <translation>Die Bilddatei wurde nach der Prüfung verändert.</translation>
    </message>
    <message>
        <source>The image is a little soft: check the focus.</source>
        <translation>Das Bild ist etwas weich: Prüfen Sie die Schärfe.</translation>
    </message>
    <message>
        <source>The image is of quite another shape than the reference ({width} x {height} pixels, not {wanted_width} x {wanted_height}).</source>
        <translation>Das Bild hat eine ganz andere Form als die Referenz ({width} x {height} Pixel statt {wanted_width} x {wanted_height}).</translation>
    </message>
    <message>
        <source>The image is one flat colour: is the part in it?</source>
        <translation>Das Bild ist einfarbig: Ist das Teil darauf?</translation>
    </message>
    <message>
        <source>The image is very bright: use less light.</source>
        <translation>Das Bild ist sehr hell: Nehmen Sie weniger Licht.</translation>
    </message>
    <message>
        <source>The image is very dark: use more light.</source>
        <translation>Das Bild ist sehr dunkel: Nehmen Sie mehr Licht.</translation>
    </message>
    <message>
        <source>The image looks blurred: check the focus, and that nothing moves.</source>
        <translation>Das Bild wirkt unscharf: Prüfen Sie die Schärfe und dass sich nichts bewegt.</translation>
    </message>
    <message>
        <source>The image may not be read (permission denied).</source>
        <translation>Das Bild darf nicht gelesen werden (kein Zugriff).</translation>
    </message>
    <message>
        <source>The image shows none of the part types of this model; the nearest one is {name}.</source>
        <translation>Das Bild zeigt keinen der Teiletypen dieses Modells; der nächste ist {name}.</translation>
    </message>
    <message>
        <source>The image was moved to {place} when it had been inspected in run {run}.</source>
        <translation>Das Bild wurde nach {place} verschoben, als es in Lauf {run} geprüft war.</translation>
    </message>
    <message>
        <source>The latest challenge did not pass within the last {hours} h.</source>
        <translation>Die letzte Wirksamkeitsprüfung wurde nicht in den letzten {hours} h bestanden.</translation>
    </message>
    <message>
        <source>The latest challenge failed.</source>
        <translation>Die letzte Wirksamkeitsprüfung wurde nicht bestanden.</translation>
    </message>
    <message>
        <source>The library for MQTT is not installed.</source>
        <translation>Die Bibliothek für MQTT ist nicht installiert.</translation>
    </message>
    <message>
        <source>The mask is damaged or not an image of a supported kind.</source>
        <translation>Die Maske ist beschädigt oder kein Bild einer unterstützten Art.</translation>
    </message>
    <message>
        <source>The model file is missing or damaged.</source>
        <translation>Die Modelldatei fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The model folder is incomplete.</source>
        <translation>Der Modellordner ist unvollständig.</translation>
    </message>
    <message>
        <source>The model takes the part to lie at any angle. Zones stay where they are in the image and do not follow the part.</source>
        <translation>Das Modell nimmt an, dass das Teil in jedem Winkel liegen kann. Zonen bleiben an ihrer Stelle im Bild und folgen dem Teil nicht.</translation>
    </message>
    <message>
        <source>The model was made by a newer ad_studio.</source>
        <translation>Das Modell stammt von einem neueren ad_studio.</translation>
    </message>
    <message>
        <source>The model&apos;s description is damaged.</source>
        <translation>Die Beschreibung des Modells ist beschädigt.</translation>
    </message>
    <message>
        <source>The name of a zone has at most {count} characters.</source>
        <translation>Der Name einer Zone hat höchstens {count} Zeichen.</translation>
    </message>
    <message>
        <source>The name of the {title} report must end in {suffixes}.</source>
        <translation>Der Name des Berichts als {title} muss auf {suffixes} enden.</translation>
    </message>
    <message>
        <source>The name or the PIN is wrong.</source>
        <translation>Der Name oder die PIN ist falsch.</translation>
    </message>
    <message>
        <source>The newest entry of the project&apos;s audit chain was changed.</source>
        <translation>Der neueste Eintrag der Prüfkette des Projekts wurde verändert.</translation>
    </message>
    <message>
        <source>The part is straightened and cut out</source>
        <translation>Das Teil wird gerade gerichtet und ausgeschnitten</translation>
    </message>
    <message>
        <source>The path is too long for this computer.</source>
        <translation>Der Pfad ist für diesen Rechner zu lang.</translation>
    </message>
    <message>
        <source>The program&apos;s own files are missing.</source>
        <translation>Die eigenen Dateien des Programms fehlen.</translation>
    </message>
    <message>
        <source>The project &quot;{name}&quot; is archived.</source>
        <translation>Das Projekt „{name}“ ist archiviert.</translation>
    </message>
    <message>
        <source>The project has no database.</source>
        <translation>Das Projekt hat keine Datenbank.</translation>
    </message>
    <message>
        <source>The project has no reference image yet.</source>
        <translation>Das Projekt hat noch kein Referenzbild.</translation>
    </message>
    <message>
        <source>The project has no trained model yet.</source>
        <translation>Das Projekt hat noch kein trainiertes Modell.</translation>
    </message>
    <message>
        <source>The project has no {verdict} sample.</source>
        <translation>Das Projekt hat kein {verdict}-Muster.</translation>
    </message>
    <message>
        <source>The project is closed.</source>
        <translation>Das Projekt ist geschlossen.</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>Das Projekt wurde nur zum Lesen geöffnet.</translation>
    </message>
    <message>
        <source>The project {name} is given twice.</source>
        <translation>Das Projekt {name} ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>The references of {own} and {other} have different bit depths.</source>
        <translation>Die Referenzen von {own} und {other} haben verschiedene Bittiefen.</translation>
    </message>
    <message>
        <source>The same with semicolons and decimal commas</source>
        <translation>Dasselbe mit Semikolons und Dezimalkommas</translation>
    </message>
    <message>
        <source>The sample part is missing or damaged.</source>
        <translation>Das Beispielteil fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>The scores of this run have drifted: half of its {images} images score above {median} sigma, against {known} for {parts} earlier parts. Either many parts are bad, or camera, light or material have changed. Look at some of them; if they are good, confirm them and learn from them, or take a new reference.</source>
        <translation>Die Werte dieses Laufs haben sich verschoben: Die Hälfte seiner {images} Bilder liegt über {median} Sigma, gegenüber {known} bei {parts} früheren Teilen. Entweder sind viele Teile schlecht, oder Kamera, Licht oder Material haben sich geändert. Sehen Sie einige davon an; sind sie gut, bestätigen Sie sie und lernen Sie aus ihnen, oder nehmen Sie eine neue Referenz.</translation>
    </message>
    <message>
        <source>The scores of this run have drifted: half of its {images} images score below {median} sigma, against {known} for {parts} earlier parts. Camera, focus or light may have changed, and defects may be seen less well. Inspect a known bad part.</source>
        <translation>Die Werte dieses Laufs haben sich verschoben: Die Hälfte seiner {images} Bilder liegt unter {median} Sigma, gegenüber {known} bei {parts} früheren Teilen. Kamera, Schärfe oder Licht können sich geändert haben, und Fehler werden womöglich schlechter gesehen. Prüfen Sie ein bekannt schlechtes Teil.</translation>
    </message>
    <message>
        <source>The serial of this part is not known, and the project asks for it.</source>
        <translation>Die Seriennummer dieses Teils ist nicht bekannt, und das Projekt verlangt sie.</translation>
    </message>
    <message>
        <source>The side of a pixel is {least:f} mm at least and {most:g} mm at most.</source>
        <translation>Die Seite eines Pixels ist mindestens {least:f} mm und höchstens {most:g} mm lang.</translation>
    </message>
    <message>
        <source>The size from which on a region is NG is 0 for any size, or {least:f} mm² at least and {most:.0f} mm² at most.</source>
        <translation>Die Größe, ab der ein Fehlerbereich NG ist, ist 0 für jede Größe, sonst mindestens {least:f} mm² und höchstens {most:.0f} mm².</translation>
    </message>
    <message>
        <source>The size from which on a region is NG must be above 0 mm².</source>
        <translation>Die Größe, ab der ein Bereich NG ist, muss über 0 mm² liegen.</translation>
    </message>
    <message>
        <source>The size from which on a region is NG must not be negative.</source>
        <translation>Die Größe, ab der ein Bereich NG ist, darf nicht negativ sein.</translation>
    </message>
    <message>
        <source>The smallest defect is less than a pixel.</source>
        <translation>Der kleinste Fehler ist kleiner als ein Pixel.</translation>
    </message>
    <message>
        <source>The starter comes with the program; there are no weights to get.</source>
        <translation>Der Starter liegt dem Programm bei; es gibt keine Gewichte zu laden.</translation>
    </message>
    <message>
        <source>The stored maps of this image are damaged.</source>
        <translation>Die gespeicherten Karten dieses Bilds sind beschädigt.</translation>
    </message>
    <message>
        <source>The study is not complete: {count} of {total} answers are given.</source>
        <translation>Die Studie ist nicht vollständig: {count} von {total} Antworten liegen vor.</translation>
    </message>
    <message>
        <source>The thresholds set for model {old} ({review:g} / {ng:g}, {limit}) do not apply to model {new}.</source>
        <translation>Die für Modell {old} gesetzten Schwellen ({review:g} / {ng:g}, {limit}) gelten nicht für Modell {new}.</translation>
    </message>
    <message>
        <source>The values of this {bits}-bit image are outside the range 0 to {top:g}.</source>
        <translation>Die Werte dieses {bits}-Bit-Bildes liegen außerhalb des Bereichs 0 bis {top:g}.</translation>
    </message>
    <message>
        <source>The verdict on {name} was not stored. {why}</source>
        <translation>Das Urteil über {name} wurde nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>The video does not exist, or was moved or deleted.</source>
        <translation>Das Video gibt es nicht, oder es wurde verschoben oder gelöscht.</translation>
    </message>
    <message>
        <source>The video does not exist.</source>
        <translation>Das Video gibt es nicht.</translation>
    </message>
    <message>
        <source>The video ends after {seconds:.1f} s and should be {length:.1f} s long.</source>
        <translation>Das Video endet nach {seconds:.1f} s und müsste {length:.1f} s lang sein.</translation>
    </message>
    <message>
        <source>The video has no frames from {start} to {end}.</source>
        <translation>Das Video hat von {start} bis {end} keine Einzelbilder.</translation>
    </message>
    <message>
        <source>The video has no frames.</source>
        <translation>Das Video hat keine Einzelbilder.</translation>
    </message>
    <message>
        <source>The video is damaged ({reason}).</source>
        <translation>Das Video ist beschädigt ({reason}).</translation>
    </message>
    <message>
        <source>The video is damaged after {seconds:.1f} s.</source>
        <translation>Das Video ist nach {seconds:.1f} s beschädigt.</translation>
    </message>
    <message>
        <source>The video was changed while it was inspected.</source>
        <translation>Das Video wurde verändert, während es geprüft wurde.</translation>
    </message>
    <message>
        <source>The weights file cannot be read.</source>
        <translation>Die Gewichtsdatei kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>There are no images left in this folder.</source>
        <translation>In diesem Ordner sind keine Bilder mehr.</translation>
    </message>
    <message>
        <source>There can be at most {count} zones.</source>
        <translation>Es kann höchstens {count} Zonen geben.</translation>
    </message>
    <message>
        <source>There is a file of that name already, and it is not a report of this program. It was left as it is.</source>
        <translation>Es gibt schon eine Datei dieses Namens, und sie ist kein Bericht dieses Programms. Sie blieb, wie sie ist.</translation>
    </message>
    <message>
        <source>There is a file of that name already.</source>
        <translation>Es gibt schon eine Datei dieses Namens.</translation>
    </message>
    <message>
        <source>There is a report of that name already.</source>
        <translation>Es gibt schon einen Bericht dieses Namens.</translation>
    </message>
    <message>
        <source>There is already a project or folder of that name.</source>
        <translation>Ein Projekt oder Ordner dieses Namens ist schon da.</translation>
    </message>
    <message>
        <source>There is no archived project &quot;{name}&quot;.</source>
        <translation>Es gibt kein archiviertes Projekt „{name}“.</translation>
    </message>
    <message>
        <source>There is no engineer on the list.</source>
        <translation>Auf der Liste steht kein Ingenieur.</translation>
    </message>
    <message>
        <source>There is no folder to inspect.</source>
        <translation>Es gibt keinen Ordner zu prüfen.</translation>
    </message>
    <message>
        <source>There is no heat of this image.</source>
        <translation>Zu diesem Bild gibt es keine Wärme.</translation>
    </message>
    <message>
        <source>There is no human verdict on this image to take back.</source>
        <translation>Zu diesem Bild gibt es kein Urteil von Hand, das sich zurücknehmen ließe.</translation>
    </message>
    <message>
        <source>There is no operator {name}.</source>
        <translation>Es gibt keinen Bediener {name}.</translation>
    </message>
    <message>
        <source>There is no project in this folder.</source>
        <translation>In diesem Ordner ist kein Projekt.</translation>
    </message>
    <message>
        <source>There is no sample {number}.</source>
        <translation>Es gibt kein Muster {number}.</translation>
    </message>
    <message>
        <source>There is no study {number}.</source>
        <translation>Es gibt keine Studie {number}.</translation>
    </message>
    <message>
        <source>There is no such weights file.</source>
        <translation>Diese Gewichtsdatei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no trained model yet.</source>
        <translation>Es gibt noch kein trainiertes Modell.</translation>
    </message>
    <message>
        <source>There is only one part type: that of {name}.</source>
        <translation>Es gibt nur einen Teiletyp: den von {name}.</translation>
    </message>
    <message>
        <source>There was no challenge yet.</source>
        <translation>Es gab noch keine Wirksamkeitsprüfung.</translation>
    </message>
    <message>
        <source>These images could not be scored. They have no verdict: neither OK nor NG.</source>
        <translation>Diese Bilder konnten nicht bewertet werden. Sie haben kein Urteil: weder OK noch NG.</translation>
    </message>
    <message>
        <source>These weights of {method} were learned on other weights of {backbone}.</source>
        <translation>Diese Gewichte von {method} wurden auf anderen Gewichten von {backbone} gelernt.</translation>
    </message>
    <message>
        <source>Thinning out the memory</source>
        <translation>Das Gedächtnis wird ausgedünnt</translation>
    </message>
    <message>
        <source>This file is no backup of a project, or is damaged: {reason}.</source>
        <translation>Diese Datei ist keine Sicherung eines Projekts oder ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>This file is not a project database of this program.</source>
        <translation>Diese Datei ist keine Projektdatenbank dieses Programms.</translation>
    </message>
    <message>
        <source>This image is sample {number} already, expected {verdict}.</source>
        <translation>Dieses Bild ist schon Muster {number}, erwartet {verdict}.</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>Das ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>This is a folder, not a weights file.</source>
        <translation>Das ist ein Ordner, keine Gewichtsdatei.</translation>
    </message>
    <message>
        <source>This is a folder, not an image.</source>
        <translation>Das ist ein Ordner, kein Bild.</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>Das ist ein Ordner.</translation>
    </message>
    <message>
        <source>This is not a file.</source>
        <translation>Das ist keine Datei.</translation>
    </message>
    <message>
        <source>This is not a folder.</source>
        <translation>Das ist kein Ordner.</translation>
    </message>
    <message>
        <source>This is not a kind of weights file that can be read.</source>
        <translation>Diese Art von Gewichtsdatei ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This is not an image of a supported kind, or its beginning is damaged.</source>
        <translation>Das ist kein Bild einer unterstützten Art, oder sein Anfang ist beschädigt.</translation>
    </message>
    <message>
        <source>This kind of image is not supported ({reason}).</source>
        <translation>Diese Art von Bild wird nicht unterstützt ({reason}).</translation>
    </message>
    <message>
        <source>This lies in another folder that is inspected with its subfolders.</source>
        <translation>Dies liegt in einem anderen Ordner, der mit seinen Unterordnern geprüft wird.</translation>
    </message>
    <message>
        <source>This part was judged already, or it is not its turn.</source>
        <translation>Dieses Teil wurde schon beurteilt oder ist nicht an der Reihe.</translation>
    </message>
    <message>
        <source>This project asks for the lot of every run.</source>
        <translation>Dieses Projekt verlangt zu jedem Lauf das Los.</translation>
    </message>
    <message>
        <source>This project asks for the operator of every run.</source>
        <translation>Dieses Projekt verlangt zu jedem Lauf den Bediener.</translation>
    </message>
    <message>
        <source>This project asks for the serial of every part.</source>
        <translation>Dieses Projekt verlangt zu jedem Teil die Seriennummer.</translation>
    </message>
    <message>
        <source>This project asks for the shift of every run.</source>
        <translation>Dieses Projekt verlangt zu jedem Lauf die Schicht.</translation>
    </message>
    <message>
        <source>This project asks for the station of every run.</source>
        <translation>Dieses Projekt verlangt zu jedem Lauf die Station.</translation>
    </message>
    <message>
        <source>This project was last used with a newer version of the program.</source>
        <translation>Dieses Projekt wurde zuletzt mit einer neueren Fassung des Programms verwendet.</translation>
    </message>
    <message>
        <source>This project was made by an older version of the program.</source>
        <translation>Dieses Projekt stammt von einer älteren Fassung des Programms.</translation>
    </message>
    <message>
        <source>This run goes on. What failed is tried again by itself.</source>
        <translation>Dieser Lauf geht weiter. Was misslungen ist, wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>This vision tower is of an unusual kind that cannot be read patch by patch.</source>
        <translation>Dieser Bildteil ist von ungewöhnlicher Art und lässt sich nicht Feld für Feld lesen.</translation>
    </message>
    <message>
        <source>This was in the folders, too:</source>
        <translation>Das lag auch in den Ordnern:</translation>
    </message>
    <message>
        <source>Thresholds and scale</source>
        <translation>Schwellen und Skala</translation>
    </message>
    <message>
        <source>Thresholds have at most two decimals.</source>
        <translation>Schwellen haben höchstens zwei Nachkommastellen.</translation>
    </message>
    <message>
        <source>Thresholds version</source>
        <translation>Fassung der Schwellen</translation>
    </message>
    <message>
        <source>To sort images, say whether to move or copy them, and where to.</source>
        <translation>Um Bilder zu sortieren, geben Sie an, ob sie verschoben oder kopiert werden, und wohin.</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Too many wrong PINs for {name}.</source>
        <translation>Zu viele falsche PINs für {name}.</translation>
    </message>
    <message>
        <source>Top (pixels)</source>
        <translation>Oben (Pixel)</translation>
    </message>
    <message>
        <source>Train first.</source>
        <translation>Trainieren Sie zuerst.</translation>
    </message>
    <message>
        <source>Train it first.</source>
        <translation>Trainieren Sie es zuerst.</translation>
    </message>
    <message>
        <source>Train the project again.</source>
        <translation>Trainieren Sie das Projekt neu.</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Training needs at least 1 epoch.</source>
        <translation>Das Training braucht mindestens einen Schritt.</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Trends of the project</source>
        <translation>Verlauf des Projekts</translation>
    </message>
    <message>
        <source>Try again in {seconds} seconds.</source>
        <translation>Versuchen Sie es in {seconds} Sekunden wieder.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, something between here and the server alters it.</source>
        <translation>Versuchen Sie es erneut; bleibt es so, verändert etwas zwischen hier und dem Server die Datei.</translation>
    </message>
    <message>
        <source>Turning the reference</source>
        <translation>Die Referenz wird gedreht</translation>
    </message>
    <message>
        <source>Two of these projects are called {name}.</source>
        <translation>Zwei dieser Projekte heißen {name}.</translation>
    </message>
    <message>
        <source>Typical defects</source>
        <translation>Typische Fehler</translation>
    </message>
    <message>
        <source>Update the program on this computer; nothing in the project was changed.</source>
        <translation>Aktualisieren Sie das Programm auf diesem Rechner; im Projekt wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Update the program.</source>
        <translation>Aktualisieren Sie das Programm.</translation>
    </message>
    <message>
        <source>Use another backup.</source>
        <translation>Eine andere Sicherung verwenden.</translation>
    </message>
    <message>
        <source>Use pose=any or pose=fixed.</source>
        <translation>Nehmen Sie pose=any oder pose=fixed.</translation>
    </message>
    <message>
        <source>Use spread or temperature.</source>
        <translation>Möglich sind spread und temperature.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Videos need a library that is not installed.</source>
        <translation>Für Videos fehlt eine Bibliothek, die nicht installiert ist.</translation>
    </message>
    <message>
        <source>Wait.</source>
        <translation>Warten Sie.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Warning or error</source>
        <translation>Warnung oder Fehler</translation>
    </message>
    <message>
        <source>Watching for new images</source>
        <translation>Es wird auf neue Bilder gewartet</translation>
    </message>
    <message>
        <source>What this rests on.</source>
        <translation>Worauf das beruht.</translation>
    </message>
    <message>
        <source>When (UTC)</source>
        <translation>Wann (UTC)</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Width (pixels)</source>
        <translation>Breite (Pixel)</translation>
    </message>
    <message>
        <source>WinCLIP (no training)</source>
        <translation>WinCLIP (ohne Training)</translation>
    </message>
    <message>
        <source>WinCLIP looks at whole images only.</source>
        <translation>WinCLIP sieht nur ganze Bilder an.</translation>
    </message>
    <message>
        <source>With the machine</source>
        <translation>Mit der Maschine</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Mit sich selbst</translation>
    </message>
    <message>
        <source>Within: parts called the same in every round, Fleiss&apos; kappa. With the machine, and between two inspectors: answers that are the same, Cohen&apos;s kappa. Effectiveness: known parts called what they are, every time. Misses: answers OK on NG parts. False alarms: answers NG on OK parts.</source>
        <translation>Mit sich selbst: Teile, die in jedem Durchgang gleich beurteilt wurden, Kappa nach Fleiss. Mit der Maschine und zwischen zwei Prüfern: gleiche Antworten, Kappa nach Cohen. Effektivität: bekannte Teile, die jedes Mal richtig beurteilt wurden. Übersehen: Antworten OK bei NG-Teilen. Fehlalarme: Antworten NG bei OK-Teilen.</translation>
    </message>
    <message>
        <source>Write them into another folder, or remove those first.</source>
        <translation>Schreiben Sie sie in einen anderen Ordner oder entfernen Sie jene zuerst.</translation>
    </message>
    <message>
        <source>Write them into another folder.</source>
        <translation>Schreiben Sie sie in einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Write {place} in its place once, for example cam1_{place}_*.</source>
        <translation>Schreiben Sie einmal {place} an ihre Stelle, zum Beispiel cam1_{place}_*.</translation>
    </message>
    <message>
        <source>Writing the pictures with heat</source>
        <translation>Bilder mit Wärme werden geschrieben</translation>
    </message>
    <message>
        <source>Zone of the strongest region</source>
        <translation>Zone des stärksten Bereichs</translation>
    </message>
    <message>
        <source>`ad-studio backbones --all` lists them.</source>
        <translation>`ad-studio backbones --all` zählt sie auf.</translation>
    </message>
    <message>
        <source>a line in {file}</source>
        <translation>eine Zeile in {file}</translation>
    </message>
    <message>
        <source>a message to {topic} at {broker}</source>
        <translation>eine Nachricht an {topic} bei {broker}</translation>
    </message>
    <message>
        <source>a message to {topic} at {broker}, encrypted</source>
        <translation>eine Nachricht an {topic} bei {broker}, verschlüsselt</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>actions after each image set</source>
        <translation>Aktionen nach jedem Bild festgelegt</translation>
    </message>
    <message>
        <source>agreement study answered</source>
        <translation>Übereinstimmungsstudie beantwortet</translation>
    </message>
    <message>
        <source>agreement study planned</source>
        <translation>Übereinstimmungsstudie geplant</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>before entry {entry}, entries are missing</source>
        <translation>vor Eintrag {entry} fehlen Einträge</translation>
    </message>
    <message>
        <source>by a button</source>
        <translation>mit einer Schaltfläche</translation>
    </message>
    <message>
        <source>by a command</source>
        <translation>mit einem Befehl</translation>
    </message>
    <message>
        <source>by a key</source>
        <translation>mit einer Taste</translation>
    </message>
    <message>
        <source>by a scanner</source>
        <translation>mit einem Scanner</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>challenge failed</source>
        <translation>Wirksamkeitsprüfung nicht bestanden</translation>
    </message>
    <message>
        <source>challenge passed</source>
        <translation>Wirksamkeitsprüfung bestanden</translation>
    </message>
    <message>
        <source>challenge sample {number} added</source>
        <translation>Muster {number} für die Wirksamkeitsprüfung hinzugefügt</translation>
    </message>
    <message>
        <source>challenge sample {number} taken out</source>
        <translation>Muster {number} der Wirksamkeitsprüfung herausgenommen</translation>
    </message>
    <message>
        <source>changed file read again</source>
        <translation>geänderte Datei erneut gelesen</translation>
    </message>
    <message>
        <source>confirmed {verdict}</source>
        <translation>bestätigt {verdict}</translation>
    </message>
    <message>
        <source>copy the image</source>
        <translation>das Bild kopieren</translation>
    </message>
    <message>
        <source>done again</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>ended before all of {images}</source>
        <translation>vor dem Ende von {images} beendet</translation>
    </message>
    <message>
        <source>entry {entry} does not follow the one before</source>
        <translation>Eintrag {entry} folgt nicht auf den vorigen</translation>
    </message>
    <message>
        <source>entry {entry} was changed</source>
        <translation>Eintrag {entry} wurde verändert</translation>
    </message>
    <message>
        <source>files are copied to {folder}</source>
        <translation>Dateien werden nach {folder} kopiert</translation>
    </message>
    <message>
        <source>files are moved to {folder}</source>
        <translation>Dateien werden nach {folder} verschoben</translation>
    </message>
    <message>
        <source>image not inspected</source>
        <translation>Bild nicht geprüft</translation>
    </message>
    <message>
        <source>in {name} ({place}) from any size</source>
        <translation>in {name} ({place}) ab jeder Größe</translation>
    </message>
    <message>
        <source>in {name} ({place}) from {mm2:g} mm²</source>
        <translation>in {name} ({place}) ab {mm2:g} mm²</translation>
    </message>
    <message>
        <source>lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>no field required</source>
        <translation>kein Feld nötig</translation>
    </message>
    <message>
        <source>no region of {mm2:g} mm² or more reaches NG: {limited:.2f} sigma at most</source>
        <translation>kein Bereich ab {mm2:g} mm² erreicht NG: höchstens {limited:.2f} Sigma</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not required</source>
        <translation>nicht verlangt</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>once a shift</source>
        <translation>einmal je Schicht</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>required: {fields}</source>
        <translation>nötig: {fields}</translation>
    </message>
    <message>
        <source>serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>serial from the file name: {pattern}</source>
        <translation>Seriennummer aus dem Dateinamen: {pattern}</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>shifts: {shifts}</source>
        <translation>Schichten: {shifts}</translation>
    </message>
    <message>
        <source>station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>the first thresholds of {types} part types, brought to one scale; provisional for {provisional} of them</source>
        <translation>die ersten Schwellen von {types} Teiletypen, auf eine Skala gebracht; vorläufig für {provisional} davon</translation>
    </message>
    <message>
        <source>version {number}, {holds}</source>
        <translation>Version {number}, {holds}</translation>
    </message>
    <message>
        <source>within {hours} h</source>
        <translation>innerhalb von {hours} h</translation>
    </message>
    <message>
        <source>{backbone} has no V-V stream: leave vv_blocks and layers.</source>
        <translation>{backbone} hat keinen V-V-Strom: Geben Sie vv_blocks und layers nicht an.</translation>
    </message>
    <message>
        <source>{count} parts</source>
        <translation>{count} Teile</translation>
    </message>
    <message>
        <source>{count} regions</source>
        <translation>{count} Bereiche</translation>
    </message>
    <message>
        <source>{count} verdicts were not stored. {why}</source>
        <translation>{count} Urteile wurden nicht gespeichert. {why}</translation>
    </message>
    <message>
        <source>{count} file(s) that came after the run had begun</source>
        <translation>{count} Datei(en), die nach Beginn des Laufs hinzukamen</translation>
    </message>
    <message>
        <source>{frames} frames of {video} outside of events; shown is {shown}, {raw:.2f} sigma by itself.</source>
        <translation>{frames} Einzelbilder von {video} außerhalb von Ereignissen; gezeigt ist {shown}, für sich {raw:.2f} Sigma.</translation>
    </message>
    <message>
        <source>{name}: round {number}, {parts}</source>
        <translation>{name}: Durchgang {number}, {parts}</translation>
    </message>
    <message>
        <source>{name}: {parts} of run {run}, {inspectors}</source>
        <translation>{name}: {parts} aus Lauf {run}, {inspectors}</translation>
    </message>
    <message>
        <source>expected {verdict}</source>
        <translation>erwartet {verdict}</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>fields of parts set</source>
        <translation>Felder der Teile festgelegt</translation>
    </message>
    <message>
        <source>file copied</source>
        <translation>Datei kopiert</translation>
    </message>
    <message>
        <source>file moved</source>
        <translation>Datei verschoben</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>first thresholds of the model: {basis}</source>
        <translation>erste Schwellen des Modells: {basis}</translation>
    </message>
    <message>
        <source>hatched in the pictures: never scored</source>
        <translation>in den Bildern schraffiert: nie bewertet</translation>
    </message>
    <message>
        <source>hatched in the pictures: never scored; they do not turn with the part</source>
        <translation>in den Bildern schraffiert: wird nie bewertet; sie drehen sich nicht mit dem Teil</translation>
    </message>
    <message>
        <source>ignore regions drawn</source>
        <translation>ignorierte Bereiche gezeichnet</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>in the user&apos;s documents</source>
        <translation>in den Dokumenten des Benutzers</translation>
    </message>
    <message>
        <source>in tiles</source>
        <translation>in Kacheln</translation>
    </message>
    <message>
        <source>inspected {when}</source>
        <translation>geprüft {when}</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>it cannot be unpacked</source>
        <translation>sie lässt sich nicht entpacken</translation>
    </message>
    <message>
        <source>it did not say which</source>
        <translation>es sagte nicht, welches</translation>
    </message>
    <message>
        <source>it has no list of its files</source>
        <translation>sie hat keine Liste ihrer Dateien</translation>
    </message>
    <message>
        <source>it was made by a newer version of the program</source>
        <translation>sie wurde von einer neueren Version des Programms geschrieben</translation>
    </message>
    <message>
        <source>its files are not those of its list</source>
        <translation>ihre Dateien sind nicht die ihrer Liste</translation>
    </message>
    <message>
        <source>judged by a person</source>
        <translation>die ein Mensch beurteilt hat</translation>
    </message>
    <message>
        <source>lot {lot}</source>
        <translation>Los {lot}</translation>
    </message>
    <message>
        <source>make a folder for the model</source>
        <translation>einen Ordner für das Modell anlegen</translation>
    </message>
    <message>
        <source>make the project</source>
        <translation>das Projekt anlegen</translation>
    </message>
    <message>
        <source>marked as unsure</source>
        <translation>als unsicher markiert</translation>
    </message>
    <message>
        <source>model put in force</source>
        <translation>Modell in Kraft gesetzt</translation>
    </message>
    <message>
        <source>model trained</source>
        <translation>Modell trainiert</translation>
    </message>
    <message>
        <source>model {model}</source>
        <translation>Modell {model}</translation>
    </message>
    <message>
        <source>model {model} cannot be read ({error})</source>
        <translation>Modell {model} kann nicht gelesen werden ({error})</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>not checked by a person</source>
        <translation>nicht von einem Menschen geprüft</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht bestimmt</translation>
    </message>
    <message>
        <source>not enough yet; needs a run of {images} images that the model did not learn from</source>
        <translation>noch nicht genug; nötig ist ein Lauf mit {images} Bildern, aus denen das Modell nicht gelernt hat</translation>
    </message>
    <message>
        <source>not inspected</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>not known: no such part was judged</source>
        <translation>nicht bekannt: kein solches Teil wurde beurteilt</translation>
    </message>
    <message>
        <source>nothing is ignored</source>
        <translation>nichts wird ausgelassen</translation>
    </message>
    <message>
        <source>of model {model}, no files were recorded</source>
        <translation>von Modell {model} sind keine Dateien aufgezeichnet</translation>
    </message>
    <message>
        <source>open the project for writing</source>
        <translation>das Projekt zum Schreiben öffnen</translation>
    </message>
    <message>
        <source>operator removed</source>
        <translation>Bediener entfernt</translation>
    </message>
    <message>
        <source>operator set</source>
        <translation>Bediener eingetragen</translation>
    </message>
    <message>
        <source>overridden to {verdict}</source>
        <translation>geändert auf {verdict}</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>pixel size set</source>
        <translation>Pixelgröße gesetzt</translation>
    </message>
    <message>
        <source>project changed</source>
        <translation>Projekt geändert</translation>
    </message>
    <message>
        <source>project made</source>
        <translation>Projekt angelegt</translation>
    </message>
    <message>
        <source>provisional: median {median:.2f} sigma and spread {spread:.2f} of {images} images of a lot without verdicts, of which most are taken to be good</source>
        <translation>vorläufig: Median {median:.2f} Sigma und Streuung {spread:.2f} von {images} Bildern eines Loses ohne Urteile, von denen die meisten als gut gelten</translation>
    </message>
    <message>
        <source>read the backup</source>
        <translation>die Sicherung lesen</translation>
    </message>
    <message>
        <source>read the workspace</source>
        <translation>den Arbeitsbereich lesen</translation>
    </message>
    <message>
        <source>reference set</source>
        <translation>Referenz gesetzt</translation>
    </message>
    <message>
        <source>result {result} does not say what its latest verdict says</source>
        <translation>Ergebnis {result} sagt nicht, was sein letztes Urteil sagt</translation>
    </message>
    <message>
        <source>result {result} is not judged by the thresholds of its model</source>
        <translation>Ergebnis {result} ist nicht nach den Schwellen seines Modells beurteilt</translation>
    </message>
    <message>
        <source>row {row} of {table} refers to a row of {other} that is gone</source>
        <translation>Zeile {row} von {table} verweist auf eine Zeile von {other}, die es nicht mehr gibt</translation>
    </message>
    <message>
        <source>rule for challenges set</source>
        <translation>Regel für Wirksamkeitsprüfungen gesetzt</translation>
    </message>
    <message>
        <source>run {run} deleted</source>
        <translation>Lauf {run} gelöscht</translation>
    </message>
    <message>
        <source>run {run} exported</source>
        <translation>Lauf {run} exportiert</translation>
    </message>
    <message>
        <source>run {run} started</source>
        <translation>Lauf {run} begonnen</translation>
    </message>
    <message>
        <source>run {run}: {status}</source>
        <translation>Lauf {run}: {status}</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <source>settings changed</source>
        <translation>Einstellungen geändert</translation>
    </message>
    <message>
        <source>sign-in asked for or not</source>
        <translation>Anmeldung verlangt oder nicht</translation>
    </message>
    <message>
        <source>sign-in failed</source>
        <translation>Anmeldung fehlgeschlagen</translation>
    </message>
    <message>
        <source>signed in</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>skipped: left for later</source>
        <translation>übersprungen: für später gelassen</translation>
    </message>
    <message>
        <source>store the frame</source>
        <translation>das Einzelbild zu speichern</translation>
    </message>
    <message>
        <source>store the logo</source>
        <translation>das Logo speichern</translation>
    </message>
    <message>
        <source>store the model</source>
        <translation>das Modell speichern</translation>
    </message>
    <message>
        <source>the audit chain is empty</source>
        <translation>die Prüfkette ist leer</translation>
    </message>
    <message>
        <source>the current folder is a clone</source>
        <translation>der aktuelle Ordner ist ein Klon</translation>
    </message>
    <message>
        <source>the database has a {kind} {name} that this program did not make</source>
        <translation>in der Datenbank ist {kind} {name}, nicht von diesem Programm angelegt</translation>
    </message>
    <message>
        <source>the database lacks the {kind} {name}</source>
        <translation>in der Datenbank fehlt {kind} {name}</translation>
    </message>
    <message>
        <source>the program runs from a clone</source>
        <translation>das Programm läuft aus einem Klon</translation>
    </message>
    <message>
        <source>the project&apos;s folder has no usable name</source>
        <translation>der Projektordner hat keinen brauchbaren Namen</translation>
    </message>
    <message>
        <source>the {kind} {name} of the database was changed</source>
        <translation>in der Datenbank wurde {kind} {name} verändert</translation>
    </message>
    <message>
        <source>thorough</source>
        <translation>gründlich</translation>
    </message>
    <message>
        <source>thresholds set</source>
        <translation>Schwellen gesetzt</translation>
    </message>
    <message>
        <source>training set changed</source>
        <translation>Trainingsmenge geändert</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>An inspection of this project goes on or waits.</source>
        <translation>Eine Prüfung dieses Projekts läuft oder wartet.</translation>
    </message>
    <message>
        <source>{what} is still running.</source>
        <translation>{what} läuft noch.</translation>
    </message>
    <message>
        <source>{what} is still running in this project.</source>
        <translation>{what} läuft in diesem Projekt noch.</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it, and try again.</source>
        <translation>Warten Sie, bis es fertig ist, oder brechen Sie es ab, und versuchen Sie es noch einmal.</translation>
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
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Fast takes about half the time for an image, and finds a little less</source>
        <translation>Schnell braucht etwa die halbe Zeit je Bild und findet etwas weniger</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
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
        <source>Learn from the reference image; makes a new model, and the one in force stays</source>
        <translation>Lernt aus dem Referenzbild; ein neues Modell entsteht, und das geltende bleibt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Smallest defect that matters</source>
        <translation>Kleinster Fehler, der zählt</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Settings that most parts never need</source>
        <translation>Einstellungen, die die meisten Teile nie brauchen</translation>
    </message>
    <message>
        <source>No ignore regions: the whole image is learned and scored.</source>
        <translation>Keine ignorierten Bereiche: Das ganze Bild wird gelernt und bewertet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ignore region(s) (version {number}) will not be scored.</source>
        <translation>
            <numerusform>%Ln ignorierter Bereich (Fassung {number}) wird nicht bewertet.</numerusform>
            <numerusform>%Ln ignorierte Bereiche (Fassung {number}) werden nicht bewertet.</numerusform>
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
        <source>Side of a square with as many pixels as the network sees of an image</source>
        <translation>Seite eines Quadrats mit so vielen Pixeln, wie das Netz von einem Bild sieht</translation>
    </message>
    <message>
        <source>As the level says</source>
        <translation>Wie die Stufe es sagt</translation>
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
        <source>Straightened and cut out</source>
        <translation>Gerichtet, ausgeschnitten</translation>
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
    <message>
        <source>Saving the settings</source>
        <translation>Das Speichern der Einstellungen</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>What parts are traced by</source>
        <translation>Wonach Teile rückverfolgt werden</translation>
    </message>
    <message>
        <source>After each image</source>
        <translation>Nach jedem Bild</translation>
    </message>
    <message>
        <source>What is done after each image</source>
        <translation>Was nach jedem Bild getan wird</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Who may change what</source>
        <translation>Wer was ändern darf</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>How large a pixel is on the part</source>
        <translation>Wie groß ein Pixel auf dem Teil ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Put the settings away</source>
        <translation>Die Einstellungen schließen</translation>
    </message>
</context>
<context>
    <name>SignInBar</name>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Who you are</source>
        <translation>Wer Sie sind</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Your PIN; Enter signs you in</source>
        <translation>Ihre PIN; Enter meldet Sie an</translation>
    </message>
    <message>
        <source>What you change from now on is signed by you</source>
        <translation>Was Sie ab jetzt ändern, wird mit Ihrem Namen gezeichnet</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Let somebody else sign in</source>
        <translation>Jemand anderen sich anmelden lassen</translation>
    </message>
    <message>
        <source>Sign in to change anything in this project.</source>
        <translation>Melden Sie sich an, um in diesem Projekt etwas zu ändern.</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>engineer</source>
        <translation>Ingenieur</translation>
    </message>
    <message>
        <source>Signed in: {name} ({role})</source>
        <translation>Angemeldet: {name} ({role})</translation>
    </message>
</context>
<context>
    <name>SmallestDefect</name>
    <message>
        <source>Smallest defect that matters</source>
        <translation>Kleinster Fehler, der zählt</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Its extent in pixels of the reference. Where the network would not see it, images are cut into tiles, which takes longer</source>
        <translation>Seine Ausdehnung in Pixeln der Referenz. Wo das Netz ihn nicht sähe, werden Bilder in Kacheln geschnitten; das dauert länger</translation>
    </message>
    <message>
        <source>Smallest defect that matters, in millimetres</source>
        <translation>Kleinster Fehler, der zählt, in Millimetern</translation>
    </message>
    <message>
        <source>Its extent on the part</source>
        <translation>Seine Ausdehnung auf dem Teil</translation>
    </message>
    <message>
        <source>Draw it on the reference…</source>
        <translation>Auf der Referenz zeichnen …</translation>
    </message>
    <message>
        <source>Show the reference large, and draw how large the defect is</source>
        <translation>Die Referenz groß zeigen und zeichnen, wie groß der Fehler ist</translation>
    </message>
    <message>
        <source>Less than a pixel</source>
        <translation>Weniger als ein Pixel</translation>
    </message>
    <message>
        <source>As images are looked at now, defects below about {least} may be missed.</source>
        <translation>So wie Bilder jetzt angesehen werden, können Fehler unter etwa {least} übersehen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pixel(s)</source>
        <translation>
            <numerusform>%Ln Pixel</numerusform>
            <numerusform>%Ln Pixeln</numerusform>
        </translation>
    </message>
    <message>
        <source>In the whole image it covers {patches} patches and may be missed. Images are cut into {tiles} tiles: an image takes about {tiles} times as long.</source>
        <translation>Im ganzen Bild bedeckt er {patches} Felder und kann übersehen werden. Bilder werden in {tiles} Kacheln geschnitten: Ein Bild dauert etwa {tiles}-mal so lange.</translation>
    </message>
    <message>
        <source>It covers {patches} patches of the network: it is seen.</source>
        <translation>Er bedeckt {patches} Felder des Netzes: Er wird gesehen.</translation>
    </message>
</context>
<context>
    <name>SmallestDefectCard</name>
    <message>
        <source>Reference image to draw the smallest defect on</source>
        <translation>Referenzbild, auf dem der kleinste Fehler gezeichnet wird</translation>
    </message>
    <message>
        <source>Drag from one end to the other; the wheel zooms</source>
        <translation>Von einem Ende zum anderen ziehen; das Rad vergrößert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Put the reference away; what was drawn stays in the field</source>
        <translation>Die Referenz weglegen; was gezeichnet wurde, bleibt im Feld</translation>
    </message>
    <message>
        <source>How small is the smallest defect that matters?</source>
        <translation>Wie klein ist der kleinste Fehler, der zählt?</translation>
    </message>
    <message>
        <source>Drag a line as long as it is, from one end to the other. The wheel zooms. The field on the left says its length, and whether it is seen; it can be typed there, too.</source>
        <translation>Eine Linie ziehen, so lang wie er ist, von einem Ende zum anderen. Das Rad vergrößert. Das Feld links sagt, wie lang sie ist und ob der Fehler gesehen wird; dort kann man die Länge auch eintippen.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>A challenge is due</source>
        <translation>Eine Wirksamkeitsprüfung ist fällig</translation>
    </message>
    <message>
        <source>last part {time}</source>
        <translation>letztes Teil {time}</translation>
    </message>
    <message>
        <source>no part yet</source>
        <translation>noch kein Teil</translation>
    </message>
    <message>
        <source>lot {value}</source>
        <translation>Los {value}</translation>
    </message>
    <message>
        <source>station {value}</source>
        <translation>Station {value}</translation>
    </message>
    <message>
        <source>operator {value}</source>
        <translation>Bediener {value}</translation>
    </message>
    <message>
        <source>The run is over</source>
        <translation>Der Lauf ist zu Ende</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Coming to its end</source>
        <translation>Kommt zum Ende</translation>
    </message>
    <message>
        <source>The watched folder cannot be reached</source>
        <translation>Der Ordner mit den neuen Bildern ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Wartet auf Bilder</translation>
    </message>
    <message>
        <source>Inspecting</source>
        <translation>Prüft</translation>
    </message>
</context>
<context>
    <name>StoredRunController</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the next image, with the model that the run began with</source>
        <translation>Mit dem nächsten Bild weitermachen, mit dem Modell, mit dem der Lauf begann</translation>
    </message>
    <message numerus="yes">
        <source>This run was paused after {count} of %Ln image(s).</source>
        <translation>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bild angehalten.</numerusform>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bildern angehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This run was cancelled after {count} of %Ln image(s).</source>
        <translation>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bild abgebrochen.</numerusform>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bildern abgebrochen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This run was interrupted after {count} of %Ln image(s): the program ended.</source>
        <translation>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bild unterbrochen: Das Programm endete.</numerusform>
            <numerusform>Dieser Lauf wurde nach {count} von %Ln Bildern unterbrochen: Das Programm endete.</numerusform>
        </translation>
    </message>
    <message>
        <source>No run is deleted while an inspection of this project goes on or waits.</source>
        <translation>Solange eine Prüfung dieses Projekts läuft oder wartet, wird kein Lauf gelöscht.</translation>
    </message>
    <message>
        <source>Wait until it is done, or cancel it, and try again.</source>
        <translation>Warten Sie, bis sie fertig ist, oder brechen Sie sie ab, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Run {number} is deleted. Its verdicts stay in the audit trail.</source>
        <translation>Lauf {number} ist gelöscht. Seine Urteile bleiben im Prüfpfad.</translation>
    </message>
</context>
<context>
    <name>StudyForm</name>
    <message>
        <source>Name of the study</source>
        <translation>Name der Studie</translation>
    </message>
    <message>
        <source>By which it is found again, for example the month</source>
        <translation>Unter dem sie wiedergefunden wird, zum Beispiel der Monat</translation>
    </message>
    <message>
        <source>Ann, Bob</source>
        <translation>Anna, Ben</translation>
    </message>
    <message>
        <source>Inspectors</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Two names or more, with commas between</source>
        <translation>Mindestens zwei Namen, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>How many parts of the run are judged, chosen by chance</source>
        <translation>Wie viele Teile des Laufs beurteilt werden, zufällig gewählt</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>How many times everybody judges each part</source>
        <translation>Wie oft jeder jedes Teil beurteilt</translation>
    </message>
    <message>
        <source>Only parts that a person judged</source>
        <translation>Nur Teile, die ein Mensch beurteilt hat</translation>
    </message>
    <message>
        <source>The verdict that a person gave in the run is taken for what the part is: only of such parts misses and false alarms can be told</source>
        <translation>Das Urteil, das ein Mensch im Lauf gegeben hat, gilt als das, was das Teil ist: Nur bei solchen Teilen lassen sich übersehene Fehler und Fehlalarme angeben</translation>
    </message>
    <message>
        <source>Plan the study</source>
        <translation>Studie planen</translation>
    </message>
    <message>
        <source>Choose the parts and their order; both stay as they are</source>
        <translation>Teile und ihre Reihenfolge wählen; beides bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Plan no study</source>
        <translation>Keine Studie planen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>Neue Studie</translation>
    </message>
    <message>
        <source>On parts of run {run}. Everybody sees the images alone, blind.</source>
        <translation>Mit Teilen aus Lauf {run}. Alle sehen nur die Bilder, ohne Werte und Urteile.</translation>
    </message>
</context>
<context>
    <name>StudyResult</name>
    <message>
        <source>with themself {share} of the parts, kappa {kappa}</source>
        <translation>mit sich selbst bei {share} der Teile, Kappa {kappa}</translation>
    </message>
    <message>
        <source>with the machine {share} of the answers, kappa {kappa}</source>
        <translation>mit der Maschine bei {share} der Antworten, Kappa {kappa}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>agree in {share} of the answers, kappa {kappa}</source>
        <translation>stimmen bei {share} der Antworten überein, Kappa {kappa}</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>agree every time on {share} of the parts, kappa {kappa}</source>
        <translation>stimmen bei {share} der Teile jedes Mal überein, Kappa {kappa}</translation>
    </message>
    <message>
        <source>All inspectors</source>
        <translation>Alle Prüfer</translation>
    </message>
    <message>
        <source>are right every time on {share} of the parts</source>
        <translation>haben bei {share} der Teile jedes Mal recht</translation>
    </message>
    <message>
        <source>against what is known: effectiveness {effectiveness}, misses {misses}, false alarms {alarms}, kappa {kappa}</source>
        <translation>gegen das, was bekannt ist: Effektivität {effectiveness}, übersehen {misses}, Fehlalarme {alarms}, Kappa {kappa}</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht bestimmt</translation>
    </message>
</context>
<context>
    <name>StudyTab</name>
    <message>
        <source>Planning a study</source>
        <translation>Das Planen einer Studie</translation>
    </message>
    <message>
        <source>Agreement studies</source>
        <translation>Übereinstimmungsstudien</translation>
    </message>
    <message>
        <source>Select a study to go on with it</source>
        <translation>Eine Studie wählen, um mit ihr weiterzumachen</translation>
    </message>
    <message>
        <source>New study…</source>
        <translation>Neue Studie…</translation>
    </message>
    <message>
        <source>Plan a study on parts of the run on show</source>
        <translation>Eine Studie mit Teilen des gezeigten Laufs planen</translation>
    </message>
    <message>
        <source>Several people judge the same parts, more than once and blind, in an order by chance. Their answers are no verdicts of the run.</source>
        <translation>Mehrere Menschen beurteilen dieselben Teile, mehrmals und blind, in zufälliger Reihenfolge. Ihre Antworten sind keine Urteile des Laufs.</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Who judges on this computer now</source>
        <translation>Wer jetzt an diesem Computer urteilt</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>Judge the parts that are left for this inspector</source>
        <translation>Die Teile beurteilen, die für diesen Prüfer noch offen sind</translation>
    </message>
    <message>
        <source>Result of the study</source>
        <translation>Ergebnis der Studie</translation>
    </message>
    <message>
        <source>Shares and kappas, each with its 95 % interval</source>
        <translation>Anteile und Kappas, jeweils mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Write the result to an HTML file</source>
        <translation>Das Ergebnis in eine HTML-Datei schreiben</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>{parts} parts of run {run}, {rounds} rounds</source>
        <translation>{parts} Teile aus Lauf {run}, {rounds} Durchgänge</translation>
    </message>
    <message>
        <source>No study yet</source>
        <translation>Noch keine Studie</translation>
    </message>
    <message>
        <source>Inspect a folder of at least 20 parts, then plan a study on them.</source>
        <translation>Prüfen Sie einen Ordner mit mindestens 20 Teilen und planen Sie dann eine Studie mit ihnen.</translation>
    </message>
    <message>
        <source>The result is shown when everybody has judged every part in every round.</source>
        <translation>Das Ergebnis wird gezeigt, wenn alle jedes Teil in jedem Durchgang beurteilt haben.</translation>
    </message>
    <message>
        <source>Of {known} of {parts} parts it is known what they are. In brackets: 95 % intervals. What the machine put in REVIEW counts as NG.</source>
        <translation>Von {known} von {parts} Teilen ist bekannt, was sie sind. In Klammern: 95-%-Intervalle. Was die Maschine nach REVIEW stellte, zählt als NG.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggested thresholds</source>
        <translation>Vorgeschlagene Schwellen</translation>
    </message>
    <message>
        <source>Click one to try it; nothing is stored until you commit.</source>
        <translation>Anklicken probiert einen aus; nichts wird gespeichert, bis Sie es festlegen.</translation>
    </message>
    <message>
        <source>Largest overkill in percent</source>
        <translation>Größter Überausschuss in Prozent</translation>
    </message>
    <message>
        <source>Of the good parts, at most so many percent may be called NG</source>
        <translation>Von den guten Teilen dürfen höchstens so viele Prozent NG heißen</translation>
    </message>
    <message>
        <source>Margin in sigma</source>
        <translation>Abstand in Sigma</translation>
    </message>
    <message>
        <source>So far above the highest score of a confirmed OK stands the NG line</source>
        <translation>So weit über dem höchsten Wert eines bestätigten OK steht die NG-Linie</translation>
    </message>
    <message>
        <source>overkill ≤ </source>
        <translation>Überaus. ≤ </translation>
    </message>
    <message>
        <source>margin </source>
        <translation>Abstand </translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>needs a run of {count} images, not learned from</source>
        <translation>braucht einen Lauf mit {count} Bildern, aus denen nicht gelernt wurde</translation>
    </message>
    <message>
        <source>not enough yet: {ok} OK, {ng} NG</source>
        <translation>noch nicht genug: {ok} OK, {ng} NG</translation>
    </message>
    <message>
        <source>REVIEW from {review}, NG from {ng}</source>
        <translation>REVIEW ab {review}, NG ab {ng}</translation>
    </message>
    <message>
        <source>rests on {count} views of the reference</source>
        <translation>beruht auf {count} Ansichten der Referenz</translation>
    </message>
    <message>
        <source>rests on {count} learned parts, each left out in turn</source>
        <translation>beruht auf {count} gelernten Teilen, jedes der Reihe nach ausgelassen</translation>
    </message>
    <message>
        <source>a guess: {count} images, most of them taken to be good</source>
        <translation>eine Vermutung: {count} Bilder, von denen die meisten als gut gelten</translation>
    </message>
    <message>
        <source>rests on {ok} confirmed OK, {ng} confirmed NG</source>
        <translation>beruht auf {ok} bestätigten OK, {ng} bestätigten NG</translation>
    </message>
    <message>
        <source>{what} {value}, with 95 % confidence {low} to {high}</source>
        <translation>{what} {value}, mit 95 % Sicherheit {low} bis {high}</translation>
    </message>
    <message>
        <source>left out: {count} with the same bytes as another image</source>
        <translation>nicht mitgezählt: {count} mit denselben Bytes wie ein anderes Bild</translation>
    </message>
    <message>
        <source>From the parts that the model learned from</source>
        <translation>Aus den Teilen, aus denen das Modell gelernt hat</translation>
    </message>
    <message>
        <source>From the reference alone</source>
        <translation>Allein aus der Referenz</translation>
    </message>
    <message>
        <source>From the latest run, without verdicts</source>
        <translation>Aus dem letzten Lauf, ohne Urteile</translation>
    </message>
    <message>
        <source>Highest confirmed OK plus a margin</source>
        <translation>Höchstes bestätigtes OK plus Abstand</translation>
    </message>
    <message>
        <source>Largest F1</source>
        <translation>Größtes F1</translation>
    </message>
    <message>
        <source>Overkill at most as wished</source>
        <translation>Überausschuss höchstens wie gewünscht</translation>
    </message>
    <message>
        <source>Zero escapes on confirmed NG</source>
        <translation>Kein Schlupf bei bestätigten NG</translation>
    </message>
    <message>
        <source>learned parts from REVIEW up:</source>
        <translation>gelernte Teile ab REVIEW:</translation>
    </message>
    <message>
        <source>views from REVIEW up:</source>
        <translation>Ansichten ab REVIEW:</translation>
    </message>
    <message>
        <source>overkill</source>
        <translation>Überausschuss</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>escape</source>
        <translation>Schlupf</translation>
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
        <source>d MMM, HH:mm:ss</source>
        <comment>date and time</comment>
        <translation>d. MMM, HH:mm:ss</translation>
    </message>
    <message>
        <source>{text} by {author}</source>
        <comment>who did or decided it</comment>
        <translation>{text} von {author}</translation>
    </message>
    <message>
        <source>{when}, automatically</source>
        <translation>{when}, automatisch</translation>
    </message>
    <message>
        <source>in force</source>
        <comment>a model</comment>
        <translation>gilt</translation>
    </message>
    <message>
        <source>candidate</source>
        <comment>a model</comment>
        <translation>Kandidat</translation>
    </message>
    <message>
        <source>earlier</source>
        <comment>a model</comment>
        <translation>früher</translation>
    </message>
</context>
<context>
    <name>ThresholdPanel</name>
    <message>
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Move the REVIEW and NG lines, in sigma, and see what they come to</source>
        <translation>Die Linien REVIEW und NG in Sigma verschieben und sehen, was sie ausmachen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>How well the scores agree with what people said</source>
        <translation>Wie gut die Werte zu dem passen, was Menschen sagten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Every version of the thresholds: who set it, when and why</source>
        <translation>Jede Fassung der Schwellen: wer sie wann und warum setzte</translation>
    </message>
</context>
<context>
    <name>ThresholdsTab</name>
    <message>
        <source>REVIEW threshold in sigma</source>
        <translation>REVIEW-Schwelle in Sigma</translation>
    </message>
    <message>
        <source>From this deviation on an image is REVIEW</source>
        <translation>Ab dieser Abweichung ist ein Bild REVIEW</translation>
    </message>
    <message>
        <source>NG threshold in sigma</source>
        <translation>NG-Schwelle in Sigma</translation>
    </message>
    <message>
        <source>From this deviation on an image is NG</source>
        <translation>Ab dieser Abweichung ist ein Bild NG</translation>
    </message>
    <message>
        <source>NG only from this size, in square millimetres</source>
        <translation>NG erst ab dieser Größe, in Quadratmillimetern</translation>
    </message>
    <message>
        <source>An image is NG only where a region that reaches the NG threshold is at least so large on the part; what is smaller is REVIEW. 0: any size</source>
        <translation>Ein Bild ist nur NG, wo ein Bereich, der die NG-Schwelle erreicht, am Teil mindestens so groß ist; was kleiner ist, ist REVIEW. 0: jede Größe</translation>
    </message>
    <message>
        <source>Zones…</source>
        <translation>Zonen…</translation>
    </message>
    <message>
        <source>Draw places where another size counts, such as a sealing face</source>
        <translation>Stellen zeichnen, an denen eine andere Größe gilt, zum Beispiel eine Dichtfläche</translation>
    </message>
    <message>
        <source>Images whose machine verdict would change against the thresholds in force; click one to see it. {count} of them have a human verdict, which stands.</source>
        <translation>Bilder, deren Maschinenurteil sich gegenüber den geltenden Schwellen ändern würde; ein Klick zeigt das Bild. {count} davon haben ein menschliches Urteil, und das bleibt.</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic counts</source>
        <translation>Logarithmische Anzahlen</translation>
    </message>
    <message>
        <source>Show counts on a logarithmic scale, so that few images beside many are seen</source>
        <translation>Anzahlen auf logarithmischer Skala zeigen, damit man wenige Bilder neben vielen sieht</translation>
    </message>
    <message>
        <source>REVIEW from</source>
        <translation>REVIEW ab</translation>
    </message>
    <message>
        <source>NG from</source>
        <translation>NG ab</translation>
    </message>
    <message>
        <source>NG only from</source>
        <translation>NG erst ab</translation>
    </message>
    <message>
        <source>Would flip</source>
        <translation>Würden kippen</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>In force: {basis}, {signed}</source>
        <translation>Es gilt: {basis}, {signed}</translation>
    </message>
    <message>
        <source>Would flip {count}</source>
        <translation>Würden kippen: {count}</translation>
    </message>
    <message>
        <source>Thresholds that the reference and the human verdicts suggest. They go by scores alone, without a size limit</source>
        <translation>Schwellen, die die Referenz und die Urteile von Menschen nahelegen. Sie gehen nur nach den Scores, ohne Größengrenze</translation>
    </message>
    <message>
        <source>Counted by pixels of {mm} mm, as when the size was set.</source>
        <translation>Gerechnet mit Pixeln von {mm} mm wie beim Setzen der Größe.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln zone(s)…</source>
        <translation>
            <numerusform>%Ln Zone…</numerusform>
            <numerusform>%Ln Zonen…</numerusform>
        </translation>
    </message>
    <message>
        <source>■ {ok} confirmed OK  ▨ {ng} NG</source>
        <translation>■ {ok} bestätigte OK  ▨ {ng} NG</translation>
    </message>
    <message>
        <source>Narrow bars: images of this run that a person has judged. Wide bars: all.</source>
        <translation>Schmale Balken: Bilder dieses Laufs, die ein Mensch beurteilt hat. Breite Balken: alle.</translation>
    </message>
</context>
<context>
    <name>TraceFields</name>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>Where the parts are inspected</source>
        <translation>Wo die Teile geprüft werden</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>In which shift; empty: by the clock, if the project has shifts</source>
        <translation>In welcher Schicht; leer: nach der Uhr, wenn das Projekt Schichten hat</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Of the one part that all images of the run show. Where each image shows another part: empty, and each serial stands in the file name or is scanned.</source>
        <translation>Des einen Teils, das alle Bilder des Laufs zeigen. Zeigt jedes Bild ein anderes Teil: leer, und jede Seriennummer steht im Dateinamen oder wird gescannt.</translation>
    </message>
    <message>
        <source>by the clock</source>
        <translation>nach der Uhr</translation>
    </message>
    <message>
        <source>by the file name</source>
        <translation>nach dem Dateinamen</translation>
    </message>
    <message>
        <source>one for all images</source>
        <translation>eine für alle Bilder</translation>
    </message>
</context>
<context>
    <name>TrailPanel</name>
    <message>
        <source>Head of the audit chain</source>
        <translation>Kopf der Prüfkette</translation>
    </message>
    <message>
        <source>Write it down elsewhere: it shows later whether anything was changed</source>
        <translation>Anderswo aufschreiben: später zeigt er, ob etwas verändert wurde</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Prüfpfad</translation>
    </message>
    <message>
        <source>What was done, newest first</source>
        <translation>Was getan wurde, Neuestes zuerst</translation>
    </message>
    <message>
        <source>Entry {entry} of {when}: {head}</source>
        <translation>Eintrag {entry} vom {when}: {head}</translation>
    </message>
    <message>
        <source>The newest {shown} of {all} lines. The command line shows all of them: ad-studio audit, with --csv in a file.</source>
        <translation>Die neuesten {shown} von {all} Zeilen. Alle zeigt die Befehlszeile: ad-studio audit, mit --csv in einer Datei.</translation>
    </message>
    <message>
        <source>entry {entry}</source>
        <translation>Eintrag {entry}</translation>
    </message>
    <message>
        <source>the clock ran backwards</source>
        <translation>die Uhr lief rückwärts</translation>
    </message>
    <message>
        <source>model {number}</source>
        <translation>Modell {number}</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Learns what normal looks like from the reference image and from confirmed parts; no defects are needed.</source>
        <translation>Lernt aus dem Referenzbild und aus bestätigten Teilen, was normal ist; Fehler braucht es nicht.</translation>
    </message>
    <message>
        <source>A training</source>
        <translation>Ein Training</translation>
    </message>
    <message>
        <source>Putting a model in force</source>
        <translation>Das Inkraftsetzen eines Modells</translation>
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
        <source>Go on to inspect a folder of images</source>
        <translation>Weiter zum Prüfen eines Ordners mit Bildern</translation>
    </message>
    <message>
        <source>Step {number} of {total}</source>
        <translation>Schritt {number} von {total}</translation>
    </message>
    <message>
        <source>Model {number} is trained.</source>
        <translation>Modell {number} ist trainiert.</translation>
    </message>
    <message>
        <source>Model {new} is a candidate. Model {old} stays in force.</source>
        <translation>Modell {new} ist ein Kandidat. Modell {old} gilt weiter.</translation>
    </message>
    <message numerus="yes">
        <source>The next training learns from the reference and %Ln part(s).</source>
        <translation>
            <numerusform>Das nächste Training lernt die Referenz und %Ln Teil.</numerusform>
            <numerusform>Das nächste Training lernt die Referenz und %Ln Teile.</numerusform>
        </translation>
    </message>
    <message>
        <source>Models that learned from more stay as they are; train to make a new one.</source>
        <translation>Modelle, die mehr gelernt haben, bleiben, wie sie sind; trainieren Sie, um ein neues zu machen.</translation>
    </message>
    <message>
        <source>Put model {new} in force in the place of model {old}?</source>
        <translation>Modell {new} anstelle von Modell {old} in Kraft setzen?</translation>
    </message>
    <message>
        <source>Model {new} is in force. Model {old} can be put back in the same way.</source>
        <translation>Modell {new} gilt jetzt. Modell {old} kann auf demselben Weg wieder in Kraft gesetzt werden.</translation>
    </message>
    <message>
        <source>Train all the same</source>
        <translation>Trotzdem trainieren</translation>
    </message>
    <message>
        <source>Use this reference image although the checks found something</source>
        <translation>Dieses Referenzbild verwenden, obwohl die Prüfungen etwas gefunden haben</translation>
    </message>
    <message>
        <source>Training was cancelled. No model was made.</source>
        <translation>Das Training wurde abgebrochen. Es entstand kein Modell.</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Neu trainieren</translation>
    </message>
    <message>
        <source>Needs a reference</source>
        <translation>Braucht eine Referenz</translation>
    </message>
    <message>
        <source>Give an image of a good part in the Reference step.</source>
        <translation>Geben Sie im Schritt Referenz ein Bild eines guten Teils an.</translation>
    </message>
    <message>
        <source>Give an image of a good part in the Reference step, or train one model for the parts of other projects below: this project then needs no reference of its own.</source>
        <translation>Geben Sie im Schritt Referenz ein Bild eines guten Teils an, oder trainieren Sie unten ein Modell für die Teile anderer Projekte: Dann braucht dieses Projekt keine eigene Referenz.</translation>
    </message>
</context>
<context>
    <name>TrainingSteps</name>
    <message>
        <source>Check the reference</source>
        <translation>Referenz prüfen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Check the thresholds</source>
        <translation>Schwellen prüfen</translation>
    </message>
    <message>
        <source>Compare with the model in force</source>
        <translation>Mit dem geltenden Modell vergleichen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>going on</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>kommt noch</translation>
    </message>
</context>
<context>
    <name>TrendPlots</name>
    <message>
        <source>Share of {verdict} with control limits</source>
        <translation>Anteil {verdict} mit Eingriffsgrenzen</translation>
    </message>
    <message>
        <source>Median score of each group</source>
        <translation>Median des Werts jeder Gruppe</translation>
    </message>
    <message>
        <source>score, σ</source>
        <translation>Wert, σ</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
</context>
<context>
    <name>TrendsPanel</name>
    <message>
        <source>Put parts together by</source>
        <translation>Teile zusammenfassen nach</translation>
    </message>
    <message>
        <source>What stands at one place of the charts</source>
        <translation>Was an einer Stelle der Diagramme steht</translation>
    </message>
    <message>
        <source>Median score with its quartiles. A change without bad parts is one of camera, light or material. Scores of two models cannot be compared.</source>
        <translation>Median des Werts mit Quartilen. Eine Änderung ohne schlechte Teile kommt von Kamera, Licht oder Material. Werte zweier Modelle sind nicht vergleichbar.</translation>
    </message>
    <message>
        <source>Reasons given with NG</source>
        <translation>Gründe, die bei NG angegeben wurden</translation>
    </message>
    <message>
        <source>Choose a reason to see the images that it was given for (Enter)</source>
        <translation>Einen Grund wählen zeigt die Bilder, zu denen er angegeben wurde (Enter)</translation>
    </message>
    <message>
        <source>Lots, days or shifts</source>
        <translation>Lose, Tage oder Schichten</translation>
    </message>
    <message>
        <source>Choose one to see which runs it is of</source>
        <translation>Wählen Sie eines, um seine Läufe zu sehen</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>{parts} parts, NG {ng}, REVIEW {review}</source>
        <translation>{parts} Teile, NG {ng}, REVIEW {review}</translation>
    </message>
    <message>
        <source>limits {low} to {high}</source>
        <translation>Grenzen {low} bis {high}</translation>
    </message>
    <message>
        <source>median {scores}</source>
        <translation>Median {scores}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <source>Nothing has been inspected yet.</source>
        <translation>Noch wurde nichts geprüft.</translation>
    </message>
    <message>
        <source>NG: {share}</source>
        <translation>NG: {share}</translation>
    </message>
    <message>
        <source>REVIEW: {share}</source>
        <translation>REVIEW: {share}</translation>
    </message>
    <message>
        <source>Overkill: {share}</source>
        <translation>Überausschuss: {share}</translation>
    </message>
    <message>
        <source>Escape: {share}</source>
        <translation>Schlupf: {share}</translation>
    </message>
    <message>
        <source>NG per million (DPPM): {dppm} ({low} to {high})</source>
        <translation>NG je Million (DPPM): {dppm} ({low} bis {high})</translation>
    </message>
    <message>
        <source>not known: no such part was judged</source>
        <translation>nicht bekannt: kein solches Teil wurde beurteilt</translation>
    </message>
    <message>
        <source>{share} ({hits} of {count}; with 95 % confidence {low} to {high})</source>
        <translation>{share} ({hits} von {count}; mit 95 % Vertrauen {low} bis {high})</translation>
    </message>
    <message>
        <source>{words} ({shown} of {all})</source>
        <translation>{words} ({shown} von {all})</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>Reasons given with NG, the most frequent first</source>
        <translation>Gründe zu NG, der häufigste zuerst</translation>
    </message>
    <message>
        <source>Parts at {verdict} of those that were scored. Dashed: what chance alone leaves (three standard deviations). A square lies beyond. Click a point to see its images.</source>
        <translation>Teile mit {verdict} von denen, die bewertet wurden. Gestrichelt: was allein der Zufall ergibt (drei Standardabweichungen). Ein Quadrat liegt jenseits davon. Ein Klick auf einen Punkt zeigt seine Bilder.</translation>
    </message>
    <message>
        <source>Share of {verdict}</source>
        <translation>Anteil {verdict}</translation>
    </message>
    <message>
        <source>beyond the limits: {verdicts}</source>
        <translation>jenseits der Grenzen: {verdicts}</translation>
    </message>
    <message>
        <source>{count} ({share} together)</source>
        <translation>{count} (zusammen {share})</translation>
    </message>
    <message>
        <source>Reason: {reason}</source>
        <translation>Grund: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln earlier run(s), to be chosen in the Inspect step</source>
        <translation>
            <numerusform>und %Ln früherer Lauf, im Schritt Prüfen zu wählen</numerusform>
            <numerusform>und %Ln frühere Läufe, im Schritt Prüfen zu wählen</numerusform>
        </translation>
    </message>
    <message>
        <source>Images at {verdict}</source>
        <translation>Bilder mit {verdict}</translation>
    </message>
    <message>
        <source>Images of run {number}</source>
        <translation>Bilder von Lauf {number}</translation>
    </message>
    <message>
        <source>Show them in the Inspect step</source>
        <translation>Im Schritt Prüfen zeigen</translation>
    </message>
</context>
<context>
    <name>UseQuestion</name>
    <message>
        <source>To try the model first, choose it under Options in the Inspect step. Runs keep the model that they were made with, and any model can be put in force again.</source>
        <translation>Um das Modell erst auszuprobieren, wählen Sie es im Schritt Prüfen unter Optionen. Läufe behalten ihr Modell, und jedes Modell kann wieder in Kraft gesetzt werden.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Who puts the model in force</source>
        <translation>Wer das Modell in Kraft setzt</translation>
    </message>
    <message>
        <source>Kept in the audit trail; it has to be given</source>
        <translation>Steht im Protokoll; er muss angegeben werden</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>Notiz (freiwillig)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Kept with the decision, for whoever asks later why</source>
        <translation>Steht bei der Entscheidung, falls später jemand nach dem Warum fragt</translation>
    </message>
    <message>
        <source>Use from now on</source>
        <translation>Ab jetzt verwenden</translation>
    </message>
    <message>
        <source>Put this model in force</source>
        <translation>Setzt dieses Modell in Kraft</translation>
    </message>
    <message>
        <source>Keep the present one</source>
        <translation>Beim jetzigen bleiben</translation>
    </message>
    <message>
        <source>Change nothing</source>
        <translation>Nichts ändern</translation>
    </message>
    <message>
        <source>Enter your name first</source>
        <translation>Geben Sie zuerst Ihren Namen ein</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>Unsure: the machine&apos;s verdict counts</source>
        <translation>Unsicher: Das Urteil der Maschine zählt</translation>
    </message>
    <message>
        <source>Left for later</source>
        <translation>Für später gelassen</translation>
    </message>
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
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Say that you cannot tell; the machine&apos;s verdict goes on counting (key U)</source>
        <translation>Sagen, dass man es nicht sagen kann; das Urteil der Maschine zählt weiter (Taste U)</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Leave this image for later and go on (key S)</source>
        <translation>Dieses Bild für später lassen und weitergehen (Taste S)</translation>
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
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Do what was taken back once more (Ctrl+Y)</source>
        <translation>Zurückgenommenes noch einmal tun (Strg+Y)</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Say {word}; now {verdict}</source>
        <translation>{word} sagen; jetzt {verdict}</translation>
    </message>
    <message>
        <source>OK by the machine, although a region reaches REVIEW</source>
        <translation>OK laut Maschine, obwohl ein Bereich REVIEW erreicht</translation>
    </message>
    <message>
        <source>REVIEW by the machine: too small for NG</source>
        <translation>REVIEW durch die Maschine: zu klein für NG</translation>
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
        <source>Zoom to the strongest region</source>
        <translation>Auf den stärksten Bereich zoomen</translation>
    </message>
    <message>
        <source>In a review, show the strongest region of each image at once (D at any time)</source>
        <translation>In einer Durchsicht gleich den stärksten Bereich jedes Bildes zeigen (jederzeit: D)</translation>
    </message>
    <message>
        <source>Outline them</source>
        <translation>Umrisse zeigen</translation>
    </message>
    <message>
        <source>Show the zones that have a size limit of their own, with their names</source>
        <translation>Die Zonen, die eine eigene Größengrenze haben, mit ihren Namen zeigen</translation>
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
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
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
    <message>
        <source>The wheel zooms, dragging moves the image</source>
        <translation>Das Mausrad zoomt, Ziehen verschiebt das Bild</translation>
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
        <source>Thresholds</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Show the thresholds beside the image, or put them away (T)</source>
        <translation>Die Schwellen neben dem Bild zeigen oder wegräumen (T)</translation>
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
        <translation>Beide</translation>
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
    <name>WaitingRunsController</name>
    <message numerus="yes">
        <source>%Ln inspection(s) waited when the program was closed: {names}.</source>
        <translation>
            <numerusform>%Ln Prüfung wartete, als das Programm geschlossen wurde: {names}.</numerusform>
            <numerusform>%Ln Prüfungen warteten, als das Programm geschlossen wurde: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <source>They are kept until you start them or take them out.</source>
        <translation>Sie bleiben erhalten, bis sie gestartet oder herausgenommen werden.</translation>
    </message>
    <message>
        <source>Start them</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Carry them out one after the other</source>
        <translation>Sie nacheinander durchführen</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Do not carry them out</source>
        <translation>Sie nicht durchführen</translation>
    </message>
</context>
<context>
    <name>ZoneEditor</name>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Reference image with its zones</source>
        <translation>Referenzbild mit seinen Zonen</translation>
    </message>
    <message>
        <source>Select a zone to name it and to set its size</source>
        <translation>Eine Zone auswählen, um sie zu benennen und ihre Größe festzulegen</translation>
    </message>
    <message>
        <source>Name of the zone</source>
        <translation>Name der Zone</translation>
    </message>
    <message>
        <source>What people call this place of the part</source>
        <translation>Wie diese Stelle des Teils genannt wird</translation>
    </message>
    <message>
        <source>NG in this zone only from this size, in square millimetres</source>
        <translation>NG in dieser Zone erst ab dieser Größe, in Quadratmillimetern</translation>
    </message>
    <message>
        <source>A region that reaches into this zone is NG only if it is at least so large on the part. 0: any size</source>
        <translation>Ein Bereich, der in diese Zone reicht, ist nur dann NG, wenn er auf dem Teil mindestens so groß ist. 0: jede Größe</translation>
    </message>
    <message>
        <source>Draw the zones of that model</source>
        <translation>Die Zonen jenes Modells zeichnen</translation>
    </message>
    <message>
        <source>Try these zones</source>
        <translation>Diese Zonen ausprobieren</translation>
    </message>
    <message>
        <source>Judge the images of the run by them; nothing is stored before Commit</source>
        <translation>Die Bilder des Laufs danach beurteilen; vor dem Festlegen wird nichts gespeichert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the results; changes are dropped. Esc does the same while there are none</source>
        <translation>Zurück zu den Ergebnissen; Änderungen werden verworfen. Esc tut dasselbe, solange es keine gibt</translation>
    </message>
    <message>
        <source>The zones have changed. Try them, or drop the changes with Cancel.</source>
        <translation>Die Zonen sind geändert. Probieren Sie sie aus, oder verwerfen Sie die Änderungen mit „Abbrechen“.</translation>
    </message>
    <message>
        <source>Take those of model {number}</source>
        <translation>Die von Modell {number} nehmen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>NG only from</source>
        <translation>NG erst ab</translation>
    </message>
    <message>
        <source>Draw over a place where regions of another size count: any size on a sealing face, only large ones on a back.</source>
        <translation>Über eine Stelle zeichnen, an der Bereiche einer anderen Größe zählen: jede Größe auf einer Dichtfläche, nur große auf einer Rückseite.</translation>
    </message>
    <message>
        <source>Outside of all zones: NG only from {limit}.</source>
        <translation>Außerhalb aller Zonen: NG erst ab {limit}.</translation>
    </message>
    <message>
        <source>Outside of all zones: NG from any size.</source>
        <translation>Außerhalb aller Zonen: NG ab jeder Größe.</translation>
    </message>
</context>
<context>
    <name>ZoneEdits</name>
    <message>
        <source>Zone {number}</source>
        <translation>Zone {number}</translation>
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
