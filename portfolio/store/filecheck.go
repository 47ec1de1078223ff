package store

import (
	"context"

	"raaderum/portfolio"
)

// VerifyFiles tells of each import whether the file it says it is of is stored, byte
// for byte. It reads nothing else of the import, so that it can be told of whatever
// else was changed in it.
func (s *Store) VerifyFiles(ctx context.Context, org portfolio.OrganisationID) (check portfolio.FileCheck, err error) {
	err = s.read(ctx, func(t *tx) error {
		return t.each(ctx, `SELECT i.id, i.file_name, i.sha256, f.bytes FROM imports i
			LEFT JOIN files f ON f.organisation_id = i.organisation_id AND f.sha256 = i.sha256
			WHERE i.organisation_id = $1 ORDER BY i.sequence`, []any{org}, func(scan func(...any) error) error {
			var fault portfolio.FileFault
			var bytes []byte
			if err := scan(&fault.Import, &fault.File, &fault.SHA256, &bytes); err != nil {
				return err
			}
			check.Files++
			if bytes != nil {
				fault.Found = hashBytes(bytes)
			}
			if fault.Found != fault.SHA256 {
				check.Faults = append(check.Faults, fault)
			}
			return nil
		})
	})
	return check, err
}
