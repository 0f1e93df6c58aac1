Feature: Analytics
  Figures of a guild, at most once in an interval of thirty seconds.

  Background:
    Given the guild Harbour with the members Ann, Ben, Cleo and Dora
    And the guild Summit with the members Ann, Ben and Cleo

  Rule: An update has exactly its documented content

    @ANA-1
    Scenario: An update of a guild with something in every list
      Given Ann connects
      And Ann watches the analytics of Harbour
      When this happens in Harbour:
        | member | typing starts | messages | channels | presences |
        | Ben    | 3             | 0        | 1        | 0         |
        | Cleo   | 0             | 2        | 2        | 0         |
        | Dora   | 0             | 0        | 0        | 2         |
      Then within an interval Ann receives an update with a ghost, a lurker and a wanderer

  Rule: Activity is followed by an update, at once or when the interval is over

    @ANA-4
    Scenario Outline: A first <activity> is reported at once
      Given Ann connects
      And Ann watches the analytics of Harbour
      When Ben <does> in Harbour
      Then Ann receives an update of Harbour at once
      And Ann receives nothing else

      Examples:
        | activity | does            |
        | message  | writes          |
        | typing   | starts typing   |
        | presence | goes online     |

    @ANA-2 @ANA-4 @ANA-5
    Scenario: However much happens, one update comes at once and one when the interval is over
      Given Ann connects by websocket
      And Ben connects by polling
      And Ann's phone connects by upgrade
      And Ann, Ben and Ann's phone watch the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann, Ben and Ann's phone receive the same update of Harbour at once
      When Ben and Cleo keep writing in Harbour for most of the interval
      And Dora writes in Harbour
      Then Ann, Ben and Ann's phone receive the same update of Harbour when the interval is over
      And that update shows Dora among those who wrote
      When Ben writes in Harbour
      Then Ann, Ben and Ann's phone receive the same update of Harbour when the interval is over
      And Ann, Ben and Ann's phone receive nothing else

    @ANA-2
    Scenario: Coming and going brings no update forward
      Given Ann and Ben connect
      And Ann and Ben watch the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann and Ben receive an update of Harbour at once
      When Dora writes in Harbour
      And Ann stops watching the analytics of Harbour
      And Ann watches the analytics of Harbour
      And Ann watches the events of Harbour
      And Ann's phone connects
      And Ann's phone watches the analytics of Harbour
      Then Ann, Ann's phone and Ben receive nothing else
      And Ann's phone, Ann and Ben receive the same update of Harbour when the interval is over

  Rule: Each guild has an interval of its own

    @ANA-3
    Scenario: A busy guild delays no other
      Given Ann and Ben connect
      And Ann and Ben watch the analytics of Harbour
      And Ann watches the analytics of Summit
      When Cleo writes in Harbour
      Then Ann and Ben receive an update of Harbour at once
      When 100 messages are written in Harbour in one burst
      And Cleo writes in Summit
      Then Ann receives an update of Summit at once
      And Ann and Ben receive nothing else

  Rule: All subscribers receive the same

    @ANA-5
    Scenario: Clients on every transport receive the same update
      Given Ann connects by websocket
      And Ben connects by polling
      And Cleo connects by upgrade
      And Ann's phone connects by websocket
      And Ann, Ben, Cleo and Ann's phone watch the analytics of Harbour
      When Dora writes in Harbour
      Then Ann, Ben, Cleo and Ann's phone receive the same update of Harbour at once
      And Ann, Ben, Cleo and Ann's phone receive nothing else

  Rule: Nothing new is no news

    @ANA-6 @ANA-4
    Scenario: A quiet guild is silent for longer than an interval, and then reported at once
      Given Ann connects
      And Ann watches the analytics of Harbour
      When Cleo writes in Harbour
      Then Ann receives an update of Harbour at once
      And for longer than an interval Ann receives nothing else
      When Dora writes in Harbour
      Then Ann receives an update of Harbour at once

  Rule: The lists are sorted and limited

    @ANA-6
    Scenario: Only the leading members are listed, highest first
      Given 12 ghosts, 12 lurkers and 22 wanderers are members of Harbour
      And Ann connects
      And Ann watches the analytics of Harbour
      When the ghosts, lurkers and wanderers are active in Harbour
      Then within an interval Ann receives the leading figures of Harbour

    @ANA-6
    Scenario: What happened over a week ago does not count
      Given Ben typed and Cleo wrote in Harbour eight days ago
      And Ann connects
      And Ann watches the analytics of Harbour
      When this happens in Harbour:
        | member | typing starts | messages | channels | presences |
        | Dora   | 2             | 0        | 1        | 0         |
      Then within an interval Ann receives exactly these figures of Harbour:
        | list      | member | figure |
        | ghosts    | Dora   | 2      |
        | diversity | Dora   | 1      |

  Rule: The figures follow from the activity

    @ANA-7
    Scenario: Ghosts type, lurkers watch, wanderers roam
      Given Gwen, Gus, Lena, Luis, Wanda and Wim are members of Harbour
      And Ann connects
      And Ann watches the analytics of Harbour
      When this happens in Harbour:
        | member | typing starts | messages | channels | presences |
        | Gwen   | 6             | 1        | 2        | 1         |
        | Gus    | 2             | 0        | 1        | 0         |
        | Lena   | 0             | 0        | 0        | 3         |
        | Luis   | 0             | 0        | 0        | 7         |
        | Wanda  | 0             | 6        | 3        | 4         |
        | Wim    | 1             | 3        | 1        | 0         |
      Then within an interval Ann receives exactly these figures of Harbour:
        | list      | member | figure |
        | ghosts    | Gwen   | 3      |
        | ghosts    | Gus    | 2      |
        | ghosts    | Wim    | 0.25   |
        | lurkers   | Luis   | 1      |
        | lurkers   | Lena   | 0.6    |
        | diversity | Wanda  | 3      |
        | diversity | Gwen   | 2      |
        | diversity | Gus    | 1      |
        | diversity | Wim    | 1      |
