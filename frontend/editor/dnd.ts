// <lantern-sortable>: lets the items of a list be dragged to another place.
//
// Wraps a list whose items carry `data-sort-id` and hold a `.grip` to drag by. It moves nothing itself: on a drop it
// fires `lantern-move`, and whoever owns the list puts it in order. While something is dragged, the item it is over
// carries `data-drop="before"` or `data-drop="after"`, and the item itself `data-dragging`.
// Moving by keyboard is not its business: the page has buttons for that.

import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge';

/** What a drop asks for: `id` is to stand before `before`, or at the end when that is null. */
export interface Move {
  id: string;
  before: string | null;
}

type Release = () => void;
type Edge = ReturnType<typeof extractClosestEdge>;

class LanternSortable extends HTMLElement {
  /** What undoes the wiring of each item, and the grip it was wired with. */
  readonly #wired = new Map<HTMLElement, { grip: Element; release: Release }>();
  readonly #observer = new MutationObserver(() => this.#wire());
  #releaseMonitor: Release | undefined;

  connectedCallback(): void {
    this.#observer.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-sort-id'] });
    this.#releaseMonitor = monitorForElements({
      canMonitor: ({ source }) => source.data.sortable === this,
      onDrop: ({ source, location }) => {
        const over = location.current.dropTargets[0];
        if (over !== undefined) this.#drop(source.element as HTMLElement, over.element as HTMLElement, extractClosestEdge(over.data));
      },
    });
    this.#wire();
  }

  disconnectedCallback(): void {
    this.#observer.disconnect();
    this.#releaseMonitor?.();
    for (const { release } of this.#wired.values()) release();
    this.#wired.clear();
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[data-sort-id]')];
  }

  /** Wires items that came and lets go of those that went; an item whose grip was replaced is wired anew. */
  #wire(): void {
    const items = new Set(this.#items());
    for (const [item, { grip, release }] of this.#wired) {
      if (!items.has(item) || !item.contains(grip)) {
        release();
        this.#wired.delete(item);
      }
    }
    for (const item of items) {
      const grip = item.querySelector('.grip');
      if (grip !== null && !this.#wired.has(item)) this.#wired.set(item, { grip, release: this.#wireItem(item, grip) });
    }
  }

  #wireItem(item: HTMLElement, grip: Element): Release {
    const forget = (): void => item.removeAttribute('data-drop');
    const release = combine(
      draggable({
        element: item,
        dragHandle: grip,
        getInitialData: () => ({ sortable: this }),
        onDragStart: () => item.setAttribute('data-dragging', ''),
        onDrop: () => item.removeAttribute('data-dragging'),
      }),
      dropTargetForElements({
        element: item,
        canDrop: ({ source }) => source.data.sortable === this && source.element !== item,
        getData: ({ input, element }) => attachClosestEdge({}, { element, input, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => item.setAttribute('data-drop', extractClosestEdge(self.data) === 'top' ? 'before' : 'after'),
        onDragLeave: forget,
        onDrop: forget,
      }),
    );
    return () => {
      release();
      forget();
      item.removeAttribute('data-dragging');
    };
  }

  #drop(dragged: HTMLElement, over: HTMLElement, edge: Edge): void {
    const others = this.#items().filter((item) => item !== dragged);
    const place = others.indexOf(over) + (edge === 'top' ? 0 : 1);
    const isWhereItWas = place === this.#items().indexOf(dragged);
    const id = dragged.dataset.sortId;
    if (isWhereItWas || id === undefined) return;
    const detail: Move = { id, before: others[place]?.dataset.sortId ?? null };
    this.dispatchEvent(new CustomEvent<Move>('lantern-move', { bubbles: true, detail }));
  }
}

customElements.define('lantern-sortable', LanternSortable);
