package org.viaduc.web.fhir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.viaduc.model.LocalBatch.Fault;

/** What is said to whoever runs the system that posted: French first, with the place where something is wrong. */
final class FhirWords {
    private static final Pattern PLACE = Pattern.compile("(?:posted:)?(.*)");
    private static final Pattern LINE = Pattern.compile("(?:line|column) \\d.*|XML|JSON");
    private static final Map<Pattern, String> FRENCH = new LinkedHashMap<>();

    static {
        french("this is no FHIR resource.*", "ce n'est pas une ressource FHIR : il n'y a pas de `resourceType`");
        french("the Bundle is of a type that brings no resources", "ce type de Bundle n'apporte aucune ressource");
        french("the Bundle has more than (\\d+) entries", "le Bundle a plus de $1 entrées");
        french("the Bundle is larger than (\\d+) MB", "le Bundle dépasse $1 Mo");
        french("the entry asks to change or delete something.*",
                "l'entrée demande de modifier ou de supprimer ; seul ce qui est dit est lu");
        french("the entry's resource is none", "la ressource de l'entrée n'en est pas une");
        french("the entry brings no resource.*",
                "l'entrée n'apporte aucune ressource ; ce serveur reçoit et ne donne rien");
        french("what is taken here is a Bundle.*", "on remet ici un Bundle de type transaction ou document");
        french("a document begins with its Composition", "un document commence par sa Composition");
        french("there is no Patient.*", "il n'y a pas de Patient : personne ne peut dire de qui il s'agit");
        french("the resource is about a person who is not in this Bundle",
                "la ressource concerne une personne qui n'est pas dans ce Bundle");
        french("the Bundle has several Patients.*",
                "le Bundle a plusieurs Patients, et la ressource ne dit pas lequel elle concerne");
        french("two Patients bear the same number.*",
                "deux Patients portent le même numéro : on ne sait à qui est quoi");
        french("the Patient bears a modifier.*",
                "le Patient porte un modificateur inconnu ici : on ne sait qui est désigné");
        french("the Patient has no `(\\w+)` and no id.*",
                "le Patient n'a ni `$1` ni id : la version suivante ne serait pas reconnue");
        french("the Patient's number is not one.*", "le numéro du Patient n'est pas de ceux que ce logiciel attribue");
        french("what is asked about is a Patient", "la question porte sur un Patient");
        french("a document is one JSON object", "le corps est un seul objet JSON");
        french("the JSON breaks off, repeats a name, or nests deeper than (\\d+)",
                "le JSON s'interrompt, répète un nom ou s'imbrique sur plus de $1 niveaux");
        french("is not UTF-8", "n'est pas en UTF-8");
        french("is no FHIR R4 resource", "n'est pas une ressource FHIR R4");
        french("document type declarations and entities are refused",
                "les déclarations de type de document et les entités sont refusées");
        french("text stands where FHIR has elements and attributes only",
                "du texte se trouve là où FHIR n'a que des éléments et des attributs");
        french("elements stand deeper than (\\d+)", "des éléments s'imbriquent sur plus de $1 niveaux");
        french("no well-formed XML", "XML mal formé");
        french("is no element that FHIR R4 has there", "n'est pas un élément que FHIR R4 connaît à cet endroit");
        french("is no attribute that FHIR R4 has there", "n'est pas un attribut que FHIR R4 connaît à cet endroit");
        french("stands there once only", "ne figure qu'une fois à cet endroit");
        french("has a value that FHIR R4 does not allow there", "a une valeur que FHIR R4 n'admet pas à cet endroit");
        french("a contained resource has no id", "une ressource incluse n'a pas d'id");
        french("an extension has a value or extensions, not both",
                "une extension a une valeur ou des extensions, pas les deux");
    }

    private FhirWords() {
    }

    private static void french(String english, String french) {
        FRENCH.put(Pattern.compile(english, Pattern.DOTALL), french);
    }

    /** The fault in both languages, behind its place where that is no element. */
    static String fault(Fault fault) {
        var place = place(fault);
        var said = french(fault.reason()).orElse("n'est pas lisible à cet endroit") + " / " + fault.reason();
        return path(fault).isPresent() || place.isEmpty()
                ? said
                : place.replace("line", "ligne").replace("column", "colonne") + " : " + said;
    }

    static Optional<String> french(String english) {
        return FRENCH.entrySet().stream().map(each -> Map.entry(each.getKey().matcher(english), each.getValue()))
                .filter(each -> each.getKey().matches())
                .map(each -> each.getKey().replaceFirst(java.util.regex.Matcher.quoteReplacement(each.getValue())
                        .replace("\\$1", "$1")))
                .findFirst();
    }

    /** Where it is, as a FHIRPath; empty for a line of the text. */
    static Optional<String> path(Fault fault) {
        var place = place(fault);
        return place.isEmpty() || LINE.matcher(place).matches() || place.startsWith("…")
                ? Optional.empty()
                : Optional.of(place.startsWith("entry") ? "Bundle." + place : place);
    }

    private static String place(Fault fault) {
        var matcher = PLACE.matcher(fault.place());
        return matcher.matches() ? matcher.group(1) : fault.place();
    }

    static String taken(int resources, int kept, boolean isRepeat) {
        return isRepeat
                ? "Déjà remis : rien n'a changé / Handed over before: nothing changed"
                : "Pris. Ressources lues : " + resources + ", dont gardées telles quelles, sans être comprises : "
                        + kept
                        + " / Taken. Resources read: " + resources + ", of which kept as they are, not understood: "
                        + kept;
    }

    static String size(int bytes, String kilo, String mega) {
        return bytes >= 1 << 20 ? (bytes >> 20) + " " + mega : (bytes >> 10) + " " + kilo;
    }
}
