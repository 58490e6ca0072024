package org.gengfu.core.storage;

/** Keys of the advisory locks, taken in this order where one transaction takes several. */
final class Locks {
  /** One change of the configuration at a time. */
  static final long CONFIGURATION = 0x6765_6e67_0001L;

  /** First key of the pair whose second is the hash of a place: one opening a place at a time. */
  static final int PLACE = 0x6765_6e67;

  /** One link of the evidence chain at a time. */
  static final long EVIDENCE_CHAIN = 0x6765_6e67_0002L;

  /** Deleting recordings and protecting them, one at a time. */
  static final long RECORDINGS = 0x6765_6e67_0004L;

  private Locks() {}
}
