package org.viaduc.connectors.kit.certify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.viaduc.connectors.FhirPosts.NotTaken;
import org.viaduc.connectors.FhirPosts.Taken;
import org.viaduc.connectors.Rehearsal;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.model.LocalRecord;

/** A route that takes what a department's system posts by itself: the examples are posted, as they are and changed. */
record PostChecks(Subject subject, Rehearsal routes, Collected collected) {
    void run(Trying trying) {
        trying.tryOut("collects", "les exemples envoyés sont pris, chaque personne une fois",
                "the examples that are posted are taken, each person once", this::collects);
        trying.tryOut("rejects", "un envoi illisible est refusé avec sa raison, le suivant est pris",
                "a post that cannot be read is refused with its reason, the next one is taken", this::rejects);
        trying.tryOut("repeated-drop", "le même envoi deux fois ne dit rien de nouveau",
                "the same post twice says nothing new", this::repeated);
        trying.tryOut("dying-node", "un envoi interrompu n'est pas dit pris, et se répète",
                "a post that was interrupted is not said to be taken, and can be repeated", this::dyingNode);
        trying.tryOut("answers-with-more", "un envoi avec un profil, une extension ou une ressource de plus est pris",
                "a post with an unknown profile, extension or resource more is taken", this::more);
        trying.tryOut("huge-answer", "un envoi démesuré est refusé, le suivant est pris",
                "a post beyond all measure is refused, the next one is taken", this::huge);
    }

    /** All examples, as their system would post them. */
    private List<byte[]> posts() throws Exception {
        subject.first();
        var found = new ArrayList<byte[]>();
        for (var example : subject.examples().keySet()) {
            found.add(Files.readAllBytes(example.local()));
        }
        return found;
    }

    private void isTaken(byte[] post, Faults faults) throws Exception {
        collected.forget();
        var ids = subject.read(post).records().stream().map(LocalRecord::localId).collect(Collectors.toSet());
        if (!(routes.post(post) instanceof Taken)) {
            faults.add("l'envoi n'est pas pris", "the post is not taken");
        } else if (!collected.ids().equals(ids)) {
            faults.add(collected.ids().size() + " dossiers sur " + ids.size() + " ont été pris",
                    collected.ids().size() + " of " + ids.size() + " records were taken");
        }
    }

    private void collects(Faults faults) throws Exception {
        for (var post : posts()) {
            isTaken(post, faults);
        }
    }

    private void rejects(Faults faults) throws Exception {
        var whole = posts().getFirst();
        for (var wrong : List.of(Arrays.copyOf(whole, whole.length / 2),
                "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_8), new byte[0])) {
            refused(wrong, new Hint("un envoi illisible n'est pas refusé avec sa raison",
                    "a post that cannot be read is not refused with its reason"), faults);
        }
        isTaken(whole, faults);
    }

    private void refused(byte[] post, Hint otherwise, Faults faults) {
        collected.forget();
        if (!(routes.post(post) instanceof NotTaken no) || no.faults().isEmpty() || collected.hasAny()) {
            faults.add(otherwise);
        }
    }

    private void repeated(Faults faults) throws Exception {
        var post = posts().getFirst();
        isTaken(post, faults);
        var digests = collected.digests();
        isTaken(post, faults);
        if (!collected.digests().equals(digests)) {
            faults.add("le même envoi donne d'autres dossiers la seconde fois",
                    "the same post gives other records the second time");
        }
    }

    private void dyingNode(Faults faults) throws Exception {
        var post = posts().getFirst();
        collected.breakAtNext();
        try {
            routes.post(post);
            faults.add("un envoi interrompu est dit pris", "a post that was interrupted is said to be taken");
        } catch (IllegalStateException e) {
            // As it should be: whoever posted it is told that it failed, and posts it again.
        }
        isTaken(post, faults);
    }

    private void more(Faults faults) throws Exception {
        for (var strange : FhirDriftChecks.of(subject).withMore()) {
            isTaken(strange, faults);
        }
    }

    private void huge(Faults faults) throws Exception {
        var post = posts().getFirst();
        refused(FhirDriftChecks.tooLarge(post), new Hint("un envoi démesuré n'est pas refusé",
                "a post beyond all measure is not refused"), faults);
        isTaken(post, faults);
    }
}
