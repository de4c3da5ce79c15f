package org.viaduc.cli.demo.ardoise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;
import org.w3c.dom.Element;

/**
 * What {@code DeposerDossier} brings, read by the schema: an unknown rubric or field, or a text that its field cannot
 * take, refuses the whole file.
 *
 * @param number of the file that it continues here; empty for a newcomer
 */
record DepositedFile(String exchange, String number, List<Entry> entries) {
    /** @throws SoapFault {@code DossierRefuse} with a code and the place */
    static DepositedFile of(Element call) {
        var exchange = text(call, "idEchange");
        try {
            UUID.fromString(exchange);
        } catch (IllegalArgumentException e) {
            throw ServiceFault.refused("ECHANGE_ILLISIBLE", "idEchange is no UUID");
        }
        var file = child(call, "dossier")
                .orElseThrow(() -> ServiceFault.refused("DOSSIER_ABSENT", "there is no dossier"));
        var entries = entries(file);
        var users = entries.stream().filter(entry -> entry.rubric() == Rubric.USAGER).toList();
        if (users.size() != 1 || !users.getFirst().fields().containsKey("nomNaissance")) {
            throw ServiceFault.refused("USAGER_ABSENT", "dossier needs exactly one usager with nomNaissance");
        }
        return new DepositedFile(exchange, file.getAttribute("numero").strip(), entries);
    }

    /** The text of a child element; empty when it is missing. */
    static String text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip()).orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        return DOMUtils.findAllElementsByTagNameNS(parent, ArdoiseService.NAMESPACE, name).stream()
                .filter(element -> element.getParentNode().isSameNode(parent)).findFirst();
    }

    private static List<Entry> entries(Element file) {
        var entries = new ArrayList<Entry>();
        for (var each = DOMUtils.getFirstElement(file); each != null; each = DOMUtils.getNextElement(each)) {
            entries.add(entry(each));
        }
        return entries;
    }

    private static Entry entry(Element element) {
        var rubric = Rubric.of(element.getLocalName())
                .orElseThrow(() -> ServiceFault.refused("RUBRIQUE_INCONNUE", "there is no such rubric"));
        var fields = new LinkedHashMap<String, String>();
        for (var each = DOMUtils.getFirstElement(element); each != null; each = DOMUtils.getNextElement(each)) {
            var place = rubric.element() + "." + each.getLocalName();
            var text = each.getTextContent();
            if (rubric.type(each.getLocalName()).isEmpty()) {
                throw ServiceFault.refused("CHAMP_INCONNU", rubric.element() + " has no such field");
            }
            if (!text.isBlank() && !rubric.accepts(each.getLocalName(), text.strip())) {
                throw ServiceFault.refused("VALEUR_ILLISIBLE", place + " cannot be read");
            }
            fields.put(each.getLocalName(), text.strip());
        }
        return new Entry(rubric, fields);
    }

    @Override
    public String toString() {
        return "DepositedFile[" + exchange + "]";
    }
}
