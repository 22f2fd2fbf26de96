#pragma once
/// What a table cell may hold beside its text; the models answer these roles, the table delegate draws them.

#include <Qt>

namespace rowcast::ui {

enum Role {
    MarkRole = Qt::UserRole, ///< int(Mark): drawn before the text
    NoteRole,                ///< muted small text after it, left out when it does not fit whole
    ChipRole,                ///< text of a chip after it
    LinkRole,                ///< bool: the text opens something
    ButtonRole,              ///< text of the button that the cell is
    MoreRole,                ///< bool: the button has a menu of further remedies
    FiguresRole,             ///< bool: digits in columns
    MutedRole,               ///< bool: normal, hence quiet
    StrongRole,              ///< bool: the row's name
    KeyRole,                 ///< what the row is about; stable while the row lives
    MonoRole,                ///< bool: an id or a path
    WantedRole,              ///< bool: the text stands for something that a person is to give
    OptionsRole,             ///< QStringList: the cell is edited by choosing one of these
};

} // namespace rowcast::ui
