package org.viaduc.journal;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.viaduc.model.Digest;

import static org.assertj.core.api.Assertions.assertThat;

class TreeTest {
    @Property(tries = 200)
    void the_root_is_that_of_the_recursive_definition(@ForAll @Size(max = 70) List<Byte> seeds) {
        var leaves = seeds.stream().map(seed -> Digest.of(new byte[]{seed}).bytes()).toList();
        var tree = new Tree();

        leaves.forEach(tree::add);

        assertThat(tree.root()).isEqualTo(slowRoot(leaves));
    }

    @Property(tries = 200)
    void a_tree_goes_on_from_its_right_edge(@ForAll @IntRange(max = 300) int before,
            @ForAll @IntRange(max = 300) int after) {
        var whole = grown(new Tree(), 0, before + after);
        var first = grown(new Tree(), 0, before);

        var resumed = grown(new Tree(first.size(), first.frontier()), before, before + after);

        assertThat(resumed.root()).isEqualTo(whole.root());
        assertThat(resumed.frontier()).isEqualTo(whole.frontier());
    }

    @Property(tries = 100)
    void any_changed_leaf_changes_the_root(@ForAll @IntRange(min = 1, max = 100) int size,
            @ForAll @IntRange(max = 99) int place) {
        var honest = grown(new Tree(), 0, size);
        var forged = new Tree();

        for (var at = 0; at < size; at++) {
            forged.add(leaf(at == place % size ? -1 : at));
        }

        assertThat(forged.root()).isNotEqualTo(honest.root());
    }

    private static Tree grown(Tree tree, int from, int to) {
        for (var at = from; at < to; at++) {
            tree.add(leaf(at));
        }
        return tree;
    }

    private static byte[] leaf(int number) {
        return Digest.of(List.of("leaf", Integer.toString(number))).bytes();
    }

    /** RFC 9162, section 2.1.1, word by word. */
    private static Digest slowRoot(List<byte[]> leaves) {
        return leaves.isEmpty()
                ? Digest.of(new byte[0])
                : new Digest(java.util.HexFormat.of().formatHex(slow(leaves)));
    }

    private static byte[] slow(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var split = Integer.highestOneBit(leaves.size() - 1);
        return Hashing.node(slow(leaves.subList(0, split)), slow(leaves.subList(split, leaves.size())));
    }
}
