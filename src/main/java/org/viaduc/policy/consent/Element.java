package org.viaduc.policy.consent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One element that is being read. It remembers what was asked of it, so that what nobody asked can be refused by name. */
final class Element {
    private final JsonNode node;
    private final String path;
    private final List<String> faults;
    private final Set<String> read = new HashSet<>();
    private final List<Element> children = new ArrayList<>();

    private Element(JsonNode node, String path, List<String> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    static Element root(JsonNode consent) {
        return new Element(consent, "", new ArrayList<>());
    }

    boolean isPresent() {
        return !node.isMissingNode();
    }

    boolean has(String name) {
        return node.has(name);
    }

    String path() {
        return path;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    Optional<String> text(String name) {
        read.add(name);
        var value = node.path(name);
        if (value.isContainerNode()) {
            refuse(name, "une seule valeur est attendue", "one value is expected");
            return Optional.empty();
        }
        return value.isMissingNode() || value.isNull() || value.asText().isBlank()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    /** The element of that name; one that is not there has nothing in it. */
    Element child(String name) {
        read.add(name);
        var value = node.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            refuse(name, "un élément est attendu", "an element is expected");
            value = MissingNode.getInstance();
        }
        return kept(new Element(value, at(name), faults));
    }

    /** The elements of a list, in its order. */
    List<Element> list(String name) {
        read.add(name);
        var value = node.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            refuse(name, "une liste est attendue", "a list is expected");
            return List.of();
        }
        var elements = new ArrayList<Element>();
        for (var i = 0; i < value.size(); i++) {
            elements.add(kept(new Element(value.get(i), at(name) + "[" + i + "]", faults)));
        }
        return elements;
    }

    private Element kept(Element child) {
        children.add(child);
        return child;
    }

    /** What is kept as it stands and decides nothing: proof, names and dates of the document's own. */
    void keep(String... names) {
        read.addAll(List.of(names));
    }

    void refuse(String french, String english) {
        faults.add("`" + path + "`: " + french + " / " + english);
    }

    void refuse(String name, String french, String english) {
        faults.add("`" + at(name) + "`: " + french + " / " + english);
    }

    /** Refuses every element, here and below, that nobody asked for. */
    void refuseTheRest() {
        if (!node.isObject()) {
            if (isPresent()) {
                refuse("un élément est attendu", "an element is expected");
            }
            return;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                refuse(Names.known(name), "ne peut être honoré ici", "cannot be honoured here");
            }
        });
        children.stream().filter(Element::isPresent).forEach(Element::refuseTheRest);
    }

    /** @throws ConsentRefused when anything was refused */
    void speak() {
        if (!faults.isEmpty()) {
            throw new ConsentRefused(faults.stream().distinct().toList());
        }
    }

    boolean isRefused() {
        return !faults.isEmpty();
    }
}
