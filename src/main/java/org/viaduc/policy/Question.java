package org.viaduc.policy;

import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

/** May a file go this road, for this purpose, from here to there? */
public record Question(Track track, Purpose purpose, Party from, Recipient to) {}
